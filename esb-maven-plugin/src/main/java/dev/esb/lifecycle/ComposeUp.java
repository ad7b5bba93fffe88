package dev.esb.lifecycle;

import dev.esb.Reporter;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.ProgressLine;
import dev.esb.docker.StopSwitch;
import dev.esb.plan.ConflictException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Runs {@code docker compose up} and says in a few words why it failed. */
final class ComposeUp {
    private static final int ERROR_LINES = 15;

    private final Docker docker;
    private final Reporter reporter;
    private final Clock clock;

    ComposeUp(Docker docker, Reporter reporter, Clock clock) {
        this.docker = docker;
        this.reporter = reporter;
        this.clock = clock;
    }

    /**
     * Creates and starts everything. Images are built and pulled for as long as it takes; from the first start of a container
     * on, the time is limited, since Compose itself waits without end for a service that others depend on.
     *
     * @return when the first container was started
     * @throws ConflictException when the engine says that a port or a subnet is taken
     * @throws StartFailedException when Compose fails for another reason
     */
    Instant run(ComposeCommand.Up command, Duration timeout) {
        AtomicReference<Instant> firstStart = new AtomicReference<>();
        StopSwitch stopSwitch = new StopSwitch();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(ComposeUp::daemon);
        try {
            docker.stream(
                    command,
                    new ComposeProgress(reporter, () -> {
                        firstStart.set(clock.instant());
                        timer.schedule(stopSwitch::stop, timeout.toMillis(), TimeUnit.MILLISECONDS);
                    }),
                    stopSwitch);
        } catch (DockerException failure) {
            boolean outOfTime = firstStart.get() != null
                    && Duration.between(firstStart.get(), clock.instant()).compareTo(timeout) >= 0;
            throw ConflictException.in(failure.errorOutput())
                    .map(RuntimeException.class::cast)
                    .orElseGet(() -> new StartFailedException(
                            outOfTime
                                    ? "not every service was started within %d s (esb.timeout)"
                                            .formatted(timeout.toSeconds())
                                    : reason(failure.errorOutput()),
                            failure));
        } finally {
            timer.shutdownNow();
        }
        return firstStart.get() == null ? clock.instant() : firstStart.get();
    }

    /** Compose writes its progress and its error to the same stream; the error comes last. */
    private static String reason(String errorOutput) {
        List<String> lines = errorOutput
                .lines()
                .filter(line -> !line.isBlank()
                        && !line.startsWith("#")
                        && ProgressLine.parse(line).isEmpty())
                .filter(line -> !line.contains("level=warning"))
                .toList();
        if (lines.isEmpty()) {
            lines = errorOutput.lines().toList();
        }
        return String.join("\n", lines.subList(Math.max(0, lines.size() - ERROR_LINES), lines.size()))
                .strip();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "esb-timeout");
        thread.setDaemon(true);
        return thread;
    }
}
