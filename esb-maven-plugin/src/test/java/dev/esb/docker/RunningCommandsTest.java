package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RunningCommandsTest {
    private final RunningCommands running = new RunningCommands();

    @Test
    void refusesWhatBeginsOnceItIsClosed() {
        running.close();

        assertThatThrownBy(() -> running.begin(new StopSwitch())).isInstanceOf(EsbException.class);
        // A command that was refused is not waited for.
        CompletableFuture<Void> again = CompletableFuture.runAsync(running::close);
        assertThat(again).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void waitsForTheEndOfWhatRuns() {
        StopSwitch command = new StopSwitch();
        running.begin(command);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(running::close);
        assertThatCode(() -> closing.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        running.end(command);

        assertThat(closing).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void waitsInAThreadThatIsInterruptedAsWell() {
        StopSwitch command = new StopSwitch();
        running.begin(command);

        CompletableFuture<Boolean> closing = CompletableFuture.supplyAsync(() -> {
            Thread.currentThread().interrupt();
            running.close();
            return Thread.interrupted();
        });
        assertThatCode(() -> closing.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        running.end(command);

        // The thread is still marked as interrupted, for the code that looks at that.
        assertThat(closing).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
    }
}
