package dev.esb.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
    @TempDir
    private Path directory;

    @Test
    void areOneForEachService() throws IOException {
        try (LogFiles files = new LogFiles(directory)) {
            files.append("web", "one");
            files.append("db", "two");
            files.append("web", "three");
        }

        assertThat(directory.resolve("web.log")).hasContent("one\nthree\n");
        assertThat(directory.resolve("db.log")).hasContent("two\n");
    }

    @Test
    void keepTheEndWhenTheyGrowTooLarge() throws IOException {
        // In UTF-8 twice as many bytes as characters.
        String line = "ä".repeat(1 << 19);
        int bytes = 2 * line.length();
        try (LogFiles files = new LogFiles(directory)) {
            for (int i = 0; i < 25; i++) {
                files.append("web", line);
            }
            files.append("web", "the end");
        }

        assertThat(Files.size(directory.resolve("web.log")) + Files.size(directory.resolve("web.log.1")))
                .isBetween(LogFiles.LIMIT, 2 * LogFiles.LIMIT + 2 * bytes);
        assertThat(Files.readAllLines(directory.resolve("web.log"))).endsWith("the end");
    }

    /** On Windows, {@code aux.log} is a device as {@code aux} is. */
    @Test
    void haveNoNameOfADevice() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
                LogFiles files = new LogFiles(windows.getPath("C:\\logs"));
                LogFiles onLinux = new LogFiles(directory)) {
            for (String service : List.of("aux", "auxiliary", "COM1")) {
                files.append(service, "one");
                onLinux.append(service, "one");
            }

            assertThat(names(windows.getPath("C:\\logs")))
                    .containsExactlyInAnyOrder("_aux.log", "auxiliary.log", "_COM1.log");
            assertThat(names(directory)).containsExactlyInAnyOrder("aux.log", "auxiliary.log", "COM1.log");
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
