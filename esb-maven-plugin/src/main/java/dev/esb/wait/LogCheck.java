package dev.esb.wait;

import dev.esb.Background;
import dev.esb.MonotonicClock;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerRun;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.StopSwitch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Follows the log of a container since its start, until a line has what is looked for. */
final class LogCheck implements Check {
    /** Before the log is followed again, after the container has ended or the engine could not print it. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Docker docker;
    private final Pattern pattern;
    private final MonotonicClock clock;
    private final Function<Supplier<String>, CompletableFuture<String>> background;
    private volatile boolean isFound;
    private Following following;

    LogCheck(
            Docker docker,
            Pattern pattern,
            MonotonicClock clock,
            Function<Supplier<String>, CompletableFuture<String>> background) {
        this.docker = docker;
        this.pattern = pattern;
        this.clock = clock;
        this.background = background;
    }

    @Override
    public String missing(ContainerSummary container) {
        boolean hasEnded = container.exitCode().isPresent();
        if (!isFound && isDue(hasEnded)) {
            following = new Following(container.id(), hasEnded);
        }
        if (isFound) {
            return "";
        }
        String trouble = following.end.isDone() ? Background.join(following.end) : "";
        // The thread may have found the line since this one has looked.
        if (isFound) {
            return "";
        }
        return trouble.isEmpty() ? "no such line so far" : trouble;
    }

    /** A log that was followed to its end is read once more after the container has ended: it may have been that of the run before. */
    private boolean isDue(boolean hasEnded) {
        if (following == null) {
            return true;
        }
        return following.end.isDone()
                && (hasEnded
                        ? !following.isComplete
                        : clock.since(following.began).compareTo(PAUSE) >= 0);
    }

    /** Once the log of the run that has ended was read to its end. */
    @Override
    public boolean isHopeless(ContainerSummary container) {
        return following != null && following.isComplete && following.end.isDone() && !isFound;
    }

    @Override
    public void stop() {
        if (following != null) {
            following.stopSwitch.stop();
        }
    }

    /** One {@code docker logs}. */
    private final class Following {
        private final StopSwitch stopSwitch = new StopSwitch();
        private final long began = clock.nanos();
        private final boolean isComplete;
        private final CompletableFuture<String> end;

        /** @param isComplete whether the container has ended, so that its log has all */
        Following(String container, boolean isComplete) {
            this.isComplete = isComplete;
            this.end = background.apply(() -> follow(container));
        }

        /** Returns why the log could not be read, if not. */
        private String follow(String container) {
            try {
                Optional<ContainerRun> run = docker.run(new ContainerCommand.InspectRun(container));
                docker.stream(
                        new ContainerCommand.FollowLogs(container, run.flatMap(ContainerRun::logBegin)),
                        this::look,
                        stopSwitch);
                return "";
            } catch (DockerException e) {
                // Also the end of one that was stopped, because the line was found or no thread waits for it any more.
                return e.reason();
            }
        }

        private void look(String line) {
            if (pattern.matcher(line).find()) {
                isFound = true;
                stopSwitch.stop();
            }
        }
    }
}
