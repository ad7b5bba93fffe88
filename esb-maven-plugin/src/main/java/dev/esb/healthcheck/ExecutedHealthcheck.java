package dev.esb.healthcheck;

import dev.esb.MonotonicClock;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerHealth;
import dev.esb.docker.ContainerSummary.Health;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.StopSwitch;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The healthcheck of one container, run by {@code docker exec} as an engine would run it, until it has succeeded once. */
final class ExecutedHealthcheck {
    /** Of what a check prints, as much as Docker keeps. */
    private static final int OUTPUT = 4096;

    private final Docker docker;
    private final ContainerHealth check;
    private final MonotonicClock clock;
    private final Function<Runnable, CompletableFuture<Void>> background;
    private final long begin;
    private Run running;
    private long ended;
    private boolean isHealthy;
    private int failures;
    private String failure = "";

    ExecutedHealthcheck(
            Docker docker,
            ContainerHealth check,
            MonotonicClock clock,
            Function<Runnable, CompletableFuture<Void>> background) {
        this.docker = docker;
        this.check = check;
        this.clock = clock;
        this.background = background;
        this.begin = clock.nanos();
        // The first one is due.
        this.ended = begin - check.interval().toNanos();
    }

    /** What is known now. Begins the next run when it is due, and ends one that takes too long. */
    Health health() {
        if (running != null && running.isOver()) {
            end();
        }
        if (!isHealthy && running == null && clock.since(ended).compareTo(check.interval()) >= 0) {
            running = new Run();
        }
        if (isHealthy) {
            return Health.HEALTHY;
        }
        return failures >= check.retries() ? Health.UNHEALTHY : Health.STARTING;
    }

    /** How the last run failed. */
    String failure() {
        return failure;
    }

    private void end() {
        isHealthy = running.exitCode == 0;
        if (!isHealthy) {
            failure = running.failure();
            if (clock.since(begin).compareTo(check.startPeriod()) >= 0) {
                failures++;
            }
        }
        running = null;
        ended = clock.nanos();
    }

    /** One run of the command. */
    private final class Run {
        private final long started = clock.nanos();
        private final StopSwitch stopSwitch = new StopSwitch();
        private final StringBuffer output = new StringBuffer();
        private final CompletableFuture<Void> end;
        private volatile int exitCode = -1;

        Run() {
            end = background.apply(this::execute);
        }

        private void execute() {
            try {
                docker.stream(new ContainerCommand.Exec(check.container(), check.command()), this::print, stopSwitch);
                exitCode = 0;
            } catch (DockerException e) {
                exitCode = e.exitCode();
            }
        }

        private void print(String line) {
            if (output.length() < OUTPUT) {
                output.append(line).append(' ');
            }
        }

        /** Whether it has ended, or is given up. */
        boolean isOver() {
            if (end.isDone()) {
                return true;
            }
            boolean isLate = clock.since(started).compareTo(check.timeout()) >= 0;
            if (isLate) {
                stopSwitch.stop();
            }
            return isLate;
        }

        String failure() {
            String printed = output.toString().strip();
            return (exitCode < 0
                            ? "has not ended within %s s"
                                    .formatted(check.timeout().toSeconds())
                            : "exited with " + exitCode)
                    + (printed.isEmpty() ? "" : ": " + printed);
        }
    }
}
