package dev.esb.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, whose streams the command gets: those of this one belong to Surefire. */
@DisabledOnOs(OS.WINDOWS)
// In a thread of its own: an interrupt does not end the reading of a pipe.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PassThroughTest {
    @TempDir
    private Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endProcesses() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @Test
    void givesTheCommandTheStreamsOfThisProcessAndReturnsItsExitCode() throws Exception {
        Process process = start("cat; echo error >&2; echo \"$#: $*\"; exit 7");
        try (OutputStream input = process.getOutputStream()) {
            input.write("from a pipe\n".getBytes(UTF_8));
        }

        assertThat(process.inputReader().lines())
                .containsExactly("from a pipe", "5: exec --interactive db-1 two words id");
        assertThat(process.errorReader().lines()).containsExactly("error");
        assertThat(process.waitFor()).isEqualTo(7);
    }

    @Test
    void endsTheCommandWithThisProcess() throws Exception {
        Process process = start("echo $$; exec sleep 600");
        ProcessHandle command = ProcessHandle.of(
                        Long.parseLong(process.inputReader().readLine()))
                .orElseThrow();

        process.destroy();

        assertThat(command.onExit()).succeedsWithin(Duration.ofSeconds(20));
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(20));
    }

    private Process start(String script) throws IOException {
        Script.write(directory.resolve("docker"), script);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        directory.toString())
                .start();
        started.add(process);
        return process;
    }

    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            Path directory = Path.of(arguments[0]);
            DockerCli docker = new DockerCli(
                    directory.resolve("docker").toString(),
                    Map.of("PATH", System.getenv("PATH")),
                    directory,
                    line -> {});
            System.exit(docker.passThrough(
                    new ContainerCommand.ExecAttached("db-1", Optional.empty(), false, List.of("two words", "id"))));
        }
    }
}
