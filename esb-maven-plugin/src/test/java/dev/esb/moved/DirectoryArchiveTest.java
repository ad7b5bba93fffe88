package dev.esb.moved;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DirectoryArchiveTest {
    private final DirectoryArchive archive = new DirectoryArchive();

    @TempDir
    private Path directory;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the tar of Windows prints no owners")
    void isReadByTar() throws IOException {
        // 512 and more bytes with the slash and the zero at its end, and one that just fits
        List<String> names = List.of(
                "log", "log/today", "é".repeat(49), "o".repeat(100), "d".repeat(255) + "/" + "e".repeat(255), "last");
        names.forEach(archive::add);
        Path file = Files.writeString(directory.resolve("archive.tar"), archive.text());

        String listed = Commands.output(List.of(
                "tar", "--list", "--verbose", "--numeric-owner", "--quoting-style=literal", "--file", file.toString()));

        assertThat(listed.lines())
                .hasSameSizeAs(names)
                .allSatisfy(line -> assertThat(line).startsWith("drwxr-xr-x 0/0 "));
        assertThat(listed.lines().map(line -> line.substring(line.lastIndexOf(' ') + 1)))
                .containsExactlyElementsOf(
                        names.stream().map(name -> name + "/").toList());
    }

    @Test
    void isEmptyWhereNothingWasAdded() {
        assertThat(archive.text()).isEqualTo("\0".repeat(1024));
    }
}
