package dev.esb.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InnerBuildTest {
    @TempDir
    private Path directory;

    /** As on Windows, where the process is a shell that runs a batch file, and Maven its child. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isKilledWithWhatItHasStarted() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Path log = directory.resolve("a/build.log");
        // Its child is killed first, and it has to be killed itself after that.
        InnerBuild build = InnerBuild.start(
                new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; wait; read -r end"), log, lines::add);
        ProcessHandle child = ProcessHandle.of(Long.parseLong(lines.poll(20, TimeUnit.SECONDS)))
                .orElseThrow();

        assertThat(build.endsWithin(Duration.ZERO)).isFalse();

        assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(20));
        assertThat(build.waitFor()).isNotZero();
        assertThat(Files.readString(log)).startsWith(String.valueOf(child.pid()));
    }
}
