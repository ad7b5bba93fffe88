package dev.esb.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
