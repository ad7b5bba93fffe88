package dev.esb.cleanup;

import dev.esb.Reporter;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerCommand;
import dev.esb.docker.DockerException;
import dev.esb.docker.StopSwitch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs a command that runs what a stack's author has written, and so may never end. */
record LimitedCommand(Docker docker, Reporter reporter, Duration limit) {
    /**
     * Why a command did not succeed.
     *
     * @param isOutOfTime whether it was ended because the time was over
     * @param reason what the command said
     */
    record Failure(boolean isOutOfTime, String reason) {}

    /** @return empty where the command succeeded */
    Optional<Failure> run(DockerCommand<?> command) {
        StopSwitch stopSwitch = new StopSwitch();
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Void> timer = CompletableFuture.runAsync(
                () -> {
                    isOver.set(true);
                    stopSwitch.stop();
                },
                CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
        try {
            docker.stream(command, reporter::debug, stopSwitch);
            // Compose may end with 0 when it is ended.
            return isOver.get() ? Optional.of(new Failure(true, "")) : Optional.empty();
        } catch (DockerException e) {
            return Optional.of(new Failure(isOver.get(), e.errorOutput()));
        } finally {
            timer.cancel(false);
        }
    }
}
