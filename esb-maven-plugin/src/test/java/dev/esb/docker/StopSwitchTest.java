package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
@Timeout(30)
class StopSwitchTest {
    private final StopSwitch stopSwitch = new StopSwitch();
    private Process process;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void endsWhatRuns() throws InterruptedException {
        stopSwitch.listener().add(process);

        stopSwitch.stop();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void endsWhatStartsAfterwards() throws InterruptedException {
        stopSwitch.stop();

        stopSwitch.listener().add(process);

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void doesNotWaitForWhatNeverStarts() {
        stopSwitch.stop();
        stopSwitch.stop();

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void leavesAloneWhatHasEnded() {
        stopSwitch.listener().add(process);
        stopSwitch.listener().remove(process);

        stopSwitch.stop();

        assertThat(process.isAlive()).isTrue();
    }
}
