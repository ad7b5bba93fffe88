package dev.esb.lifecycle;

import dev.esb.docker.ComposeCommand;
import dev.esb.docker.DockerCli;
import dev.esb.docker.DockerFailure;
import dev.esb.docker.StopSwitch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Runs {@code docker compose up} and makes sense of its failures. */
final class ComposeUp {
    private static final int ERROR_LINES = 15;

    private final DockerCli docker;
    private final Reporter reporter;

    ComposeUp(DockerCli docker, Reporter reporter) {
        this.docker = docker;
        this.reporter = reporter;
    }

    /**
     * Creates and starts everything. Images are built and pulled for as long as it takes; from the first start of a container
     * on, the time is limited, since Compose itself waits without end for a service that others depend on.
     *
     * @return when the first container was started
     * @throws Conflict when the engine says that a port or a subnet is taken
     * @throws StartFailure when Compose fails for another reason
     */
    Instant run(ComposeCommand.Up command, Duration timeout) {
        AtomicReference<Instant> firstStart = new AtomicReference<>();
        StopSwitch stopSwitch = new StopSwitch();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(ComposeUp::daemon);
        try {
            docker.stream(
                    command,
                    new ComposeProgress(reporter, () -> {
                        firstStart.set(Instant.now());
                        timer.schedule(stopSwitch::stop, timeout.toMillis(), TimeUnit.MILLISECONDS);
                    }),
                    stopSwitch);
        } catch (DockerFailure failure) {
            boolean outOfTime = firstStart.get() != null
                    && Duration.between(firstStart.get(), Instant.now()).compareTo(timeout) >= 0;
            throw Conflict.in(failure.errorOutput())
                    .map(RuntimeException.class::cast)
                    .orElseGet(() -> new StartFailure(
                            outOfTime
                                    ? "not every service was started within %d s (esb.timeout)"
                                            .formatted(timeout.toSeconds())
                                    : reason(failure.errorOutput()),
                            failure));
        } finally {
            timer.shutdownNow();
        }
        return firstStart.get() == null ? Instant.now() : firstStart.get();
    }

    /** Compose writes its progress and its error to the same stream; the error comes last. */
    private static String reason(String errorOutput) {
        List<String> lines = errorOutput
                .lines()
                .filter(line ->
                        !line.matches("\\s*(Container|Network|Volume|Image|Service) \\S+ +\\S+\\s*|#\\d+ .*|\\s*"))
                .filter(line -> !line.contains("level=warning"))
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - ERROR_LINES), lines.size()))
                .strip();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "esb-timeout");
        thread.setDaemon(true);
        return thread;
    }
}
