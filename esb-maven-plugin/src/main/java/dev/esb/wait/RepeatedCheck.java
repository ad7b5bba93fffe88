package dev.esb.wait;

import dev.esb.Background;
import dev.esb.MonotonicClock;
import dev.esb.docker.ContainerSummary;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes one attempt after the other in the background, until one succeeds. */
final class RepeatedCheck implements Check {
    /** One that takes longer is ended, and made again. */
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(30);

    private final Attempt attempt;
    private final Duration pause;
    private final MonotonicClock clock;
    private final Function<Supplier<String>, CompletableFuture<String>> background;
    private CompletableFuture<String> running;
    private boolean isLate;
    private long began;
    private long ended;
    private String seen = "no answer yet";

    /** @param pause the time between two attempts */
    RepeatedCheck(
            Attempt attempt,
            Duration pause,
            MonotonicClock clock,
            Function<Supplier<String>, CompletableFuture<String>> background) {
        this.attempt = attempt;
        this.pause = pause;
        this.clock = clock;
        this.background = background;
        this.ended = clock.nanos() - pause.toNanos();
    }

    @Override
    public String missing(ContainerSummary container) {
        look();
        boolean isAsked = !seen.isEmpty() && !hasEnded(container);
        if (isAsked && running == null && clock.since(ended).compareTo(pause) >= 0) {
            began = clock.nanos();
            isLate = false;
            running = background.apply(() -> attempt.ask(container));
            look();
        }
        return seen;
    }

    private void look() {
        if (running == null) {
            return;
        }
        if (!running.isDone()) {
            if (!isLate && clock.since(began).compareTo(LONGEST_ATTEMPT) >= 0) {
                isLate = true;
                attempt.stop();
            }
            return;
        }
        String answer = Background.join(running);
        seen = isLate ? "did not end within %s s".formatted(LONGEST_ATTEMPT.toSeconds()) : answer;
        running = null;
        ended = clock.nanos();
    }

    @Override
    public boolean isHopeless(ContainerSummary container) {
        return hasEnded(container) && running == null && !seen.isEmpty();
    }

    private static boolean hasEnded(ContainerSummary container) {
        return container.exitCode().isPresent();
    }

    @Override
    public void stop() {
        attempt.stop();
    }
}
