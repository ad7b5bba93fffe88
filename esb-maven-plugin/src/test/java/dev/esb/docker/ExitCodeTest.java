package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.commons.exec.ExecuteException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ExitCodeTest {
    private final ExitCode exitCode = new ExitCode();
    private final StopSwitch stopSwitch = new StopSwitch();

    @AfterEach
    void clearTheInterruptFlag() {
        Thread.interrupted();
    }

    @Test
    void isTheCommandsOwnAlsoWhereItIsNotZero() throws IOException {
        exitCode.onProcessComplete(7);

        assertThat(exitCode.await(stopSwitch, "docker info")).isEqualTo(7);
    }

    @Test
    void isMissingWhereTheCommandCouldNotBeStarted() {
        IOException noSuchFile = new IOException("No such file or directory");
        exitCode.onProcessFailed(new ExecuteException("Execution failed", -1, noSuchFile));

        assertThatThrownBy(() -> exitCode.await(stopSwitch, "docker info")).isSameAs(noSuchFile);
    }

    @Test
    void keepsTheInterruptFlagWhereTheCommandCouldNotBeStarted() {
        Thread.currentThread().interrupt();
        exitCode.onProcessFailed(new ExecuteException("Execution failed", -1, new IOException("No such file")));

        assertThatThrownBy(() -> exitCode.await(stopSwitch, "docker info")).isInstanceOf(IOException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
