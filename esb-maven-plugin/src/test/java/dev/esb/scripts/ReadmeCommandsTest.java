package dev.esb.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a new user is given to run is what the project runs itself, letter by letter. */
class ReadmeCommandsTest {
    private static final Pattern COMMAND = Pattern.compile("(?m)^```sh\\n(.*)\\n```$");

    @Test
    void areThoseThatAreRunBeforeAChangeLands() throws IOException {
        String section = Files.readString(Path.of("../README.md")).split("(?m)^## ")[1];
        List<String> commands =
                COMMAND.matcher(section).results().map(block -> block.group(1)).toList();

        assertThat(section).startsWith("Two commands\n");
        assertThat(commands).hasSize(2);
        assertThat(Files.readAllLines(Path.of("../.ci/run")).stream()
                        .filter(line -> line.startsWith("./compose/engine"))
                        .map(line -> line.split(" \\|\\| ")[0])
                        .toList())
                .isEqualTo(commands);
    }
}
