package dev.esb.start;

import dev.esb.MonotonicClock;
import java.time.Duration;

/**
 * How long it may take until the services are ready ({@code esb.timeout}). The time begins when the limit is made, and stands still while
 * images are pulled or built. Such work may take as long as it gives a sign of itself within the same limit.
 */
public final class TimeLimit {
    private final Duration limit;
    private final MonotonicClock clock;
    private Duration before = Duration.ZERO;
    private long since;
    private boolean standsStill;

    /** @param limit zero or less for one that is over at once */
    public TimeLimit(Duration limit, MonotonicClock clock) {
        this.limit = limit;
        this.clock = clock;
        this.since = clock.nanos();
    }

    /** Does not count the time from now on. Called again at each sign that the work goes on. */
    public synchronized void standStill() {
        if (!standsStill) {
            before = before.plus(clock.since(since));
        }
        standsStill = true;
        since = clock.nanos();
    }

    /** Counts the time again, if it stands still. */
    public synchronized void goOn() {
        if (standsStill) {
            standsStill = false;
            since = clock.nanos();
        }
    }

    synchronized boolean standsStill() {
        return standsStill;
    }

    /** Whether the counted time is over, or, where it stands still, the time without a sign. */
    public synchronized boolean isOver() {
        Duration silent = clock.since(since);
        return (standsStill ? silent : before.plus(silent)).compareTo(limit) >= 0;
    }

    /** For messages: {@code 300 s (esb.timeout)}. */
    @Override
    public String toString() {
        return limit.toSeconds() + " s (esb.timeout)";
    }
}
