package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.CancelledException;
import dev.esb.EsbException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class CommandInEnvironmentTest {
    @TempDir
    private Path directory;

    @Test
    void hasTheVariablesOfTheEnvironmentAndTheDirectoryOfTheModule() throws IOException {
        int exitCode = command("sh -c 'echo $ESB_PORT_WEB_80 > port'").run(Map.of("ESB_PORT_WEB_80", "20272"));

        assertThat(exitCode).isZero();
        assertThat(directory.resolve("port")).hasContent("20272");
    }

    @Test
    void tellsTheExitCodeOfTheCommand() {
        assertThat(command("sh -c 'exit 42'").run(Map.of())).isEqualTo(42);
    }

    @Test
    void runsAProgramOfTheModule() throws IOException {
        Path program = Files.writeString(directory.resolve("check"), "#!/bin/sh\nexit 5\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertThat(command("./check").run(Map.of())).isEqualTo(5);
    }

    @Test
    void saysWhyTheCommandCannotBeStarted() {
        assertThatThrownBy(() -> command("./nope now").run(Map.of()))
                .isInstanceOf(EsbException.class)
                .hasMessage("The command './nope now' (esb.command) cannot be started: No such file or directory."
                        + " It runs without a shell, in '%s'.".formatted(directory));
    }

    /** A shell lets what it starts in the background ignore SIGINT. */
    @Test
    void endsWhatACommandHasStartedThatASignalEnds() throws Exception {
        int exitCode = command("sh -c 'sleep 600 & echo $! > pid; sleep 2; kill -INT $$; wait'")
                .run(Map.of());

        assertThat(exitCode).isEqualTo(130);
        assertThat(started()).isEmpty();
    }

    @Test
    void endsWithTheThreadThatWaitsForIt() throws Exception {
        Thread goal = Thread.currentThread();
        Thread other = new Thread(() -> {
            while (!Files.exists(directory.resolve("ready"))) {
                Thread.onSpinWait();
            }
            goal.interrupt();
        });
        other.start();

        assertThatThrownBy(() -> command("sh -c 'sleep 600 & echo $! > pid; touch ready; wait'")
                        .run(Map.of()))
                .isInstanceOf(CancelledException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(started()).isEmpty();
    }

    private Optional<ProcessHandle> started() throws IOException {
        long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }

    private CommandInEnvironment command(String text) {
        return new CommandInEnvironment(text, directory);
    }
}
