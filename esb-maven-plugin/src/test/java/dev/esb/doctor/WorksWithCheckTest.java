package dev.esb.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.doctor.WorksWithCheck.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorksWithCheckTest {
    /** Each of its commands, and the version of the engine beside it. */
    @Test
    void knowsTheRowsOfTheReadme() throws IOException {
        List<String> table = Files.readAllLines(Path.of("../README.md")).stream()
                .dropWhile(line -> !line.equals("## Works with"))
                .filter(line -> line.startsWith("| `"))
                .takeWhile(line -> !line.startsWith("| none"))
                .toList();

        assertThat(WorksWithCheck.TABLE)
                .extracting(Row::command)
                .containsAll(table.stream().map(line -> line.split("`")[1]).toList());
        for (Row row : WorksWithCheck.TABLE) {
            String engine = row.command().endsWith("no-buildx")
                    ? "without Buildx"
                    : "%s %s.".formatted(row.engine(), row.major());
            assertThat(Files.readString(Path.of("../README.md")).lines())
                    .anyMatch(line -> line.startsWith("| `%s` |".formatted(row.command())) && line.contains(engine)
                            || line.startsWith("| the same |") && line.contains(engine));
        }
    }
}
