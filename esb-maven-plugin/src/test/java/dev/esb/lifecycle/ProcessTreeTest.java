package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Waits for the end of a child and does not ask for it: a process whose parent has ended counts as alive until the host's first process has
 * read its exit code. One that is not ended sleeps for longer than the time limit.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class ProcessTreeTest {
    private Process process;
    private ProcessHandle child;

    @AfterEach
    void end() {
        process.destroyForcibly();
        child.destroyForcibly();
    }

    @Test
    void isKilledWhereItIgnoresTheSignal() throws IOException {
        start("trap '' TERM; sh -c \"trap '' TERM; sleep 600; sleep 600\" & echo $!; wait; wait");

        tree(Duration.ofMillis(300)).end();

        process.onExit().join();
        child.onExit().join();
    }

    @Test
    void hasTimeToEnd() throws IOException {
        start("trap 'sleep 1; exit 7' TERM; sleep 600 & echo $!; wait");

        tree(Duration.ofSeconds(30)).end();

        // The exit code is read by another thread than the one that sees the end.
        assertThat(process.onExit().join().exitValue()).isEqualTo(7);
        child.onExit().join();
    }

    @Test
    void hasWhatWasSeenBeforeItsParentEnded() throws IOException {
        start("sh -c 'sleep 600 & echo $!; read line'");
        ProcessTree tree = tree(Duration.ofSeconds(30));
        tree.look();
        process.getOutputStream().close();
        process.onExit().join();

        tree.end();

        child.onExit().join();
    }

    /** @param script prints the id of the child that it starts */
    private void start(String script) throws IOException {
        process = new ProcessBuilder("sh", "-c", script).start();
        child = ProcessHandle.of(Long.parseLong(process.inputReader().readLine()))
                .orElseThrow();
    }

    private ProcessTree tree(Duration grace) {
        return new ProcessTree(process.toHandle(), grace);
    }
}
