package dev.esb;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still but for the sleeps that go by on it, which take no time. */
public final class FakeTime extends Clock implements MonotonicClock, Sleep {
    private final Instant start;
    private Instant now;
    private Duration set = Duration.ZERO;

    public FakeTime() {
        this(Instant.parse("2026-01-31T12:00:00Z"));
    }

    public FakeTime(Instant start) {
        this.start = start;
        this.now = start;
    }

    @Override
    public synchronized void sleep(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public synchronized Instant instant() {
        return now.plus(set);
    }

    /** Moves the clock only, as one is that the host's user sets: no time goes by. */
    public synchronized void set(Duration forward) {
        set = set.plus(forward);
    }

    @Override
    public synchronized long nanos() {
        return slept().toNanos();
    }

    /** How long the sleeps were together. */
    public synchronized Duration slept() {
        return Duration.between(start, now);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
