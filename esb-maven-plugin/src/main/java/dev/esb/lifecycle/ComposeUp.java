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
import java.util.function.Consumer;

/** Runs {@code docker compose up}, and finds the reason in its output if it fails. */
final class ComposeUp {
    private static final int ERROR_LINES = 15;

    private final Docker docker;
    private final Reporter reporter;
    private final Clock clock;
    private final Consumer<String> removed;

    ComposeUp(Docker docker, Reporter reporter, Clock clock) {
        this(docker, reporter, clock, line -> {});
    }

    private ComposeUp(Docker docker, Reporter reporter, Clock clock, Consumer<String> removed) {
        this.docker = docker;
        this.reporter = reporter;
        this.clock = clock;
        this.removed = removed;
    }

    /** The same, with a grace period for the containers of services that are not in the file any more. */
    ComposeUp stopping(RemovedServices services) {
        return new ComposeUp(docker, reporter, clock, services);
    }

    /**
     * Creates and starts everything. The timeout begins with the first start of a container, so it does not count the time for images to
     * be built and pulled. It is needed because Compose waits without limit for a service on which others depend.
     *
     * @param timeout how long the start of all containers may take
     * @return when the first container was started; now if all were running
     * @throws ConflictException when Compose fails because a port or a subnet is in use
     * @throws StartFailedException when Compose fails for another reason, or the timeout is over
     */
    Instant run(ComposeCommand.Up command, Duration timeout) {
        AtomicReference<Instant> firstStart = new AtomicReference<>();
        StopSwitch stopSwitch = new StopSwitch();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(ComposeUp::daemon);
        try {
            docker.stream(
                    command,
                    removed.andThen(new ComposeProgress(reporter, () -> {
                        firstStart.set(clock.instant());
                        timer.schedule(stopSwitch::stop, timeout.toMillis(), TimeUnit.MILLISECONDS);
                    })),
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

    /** The last lines that are no progress, warning or build output. Compose writes all of them to standard error, the error last. */
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
