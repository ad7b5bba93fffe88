package dev.esb;

import java.time.Duration;

/**
 * Measures how much time passes. Unlike {@link java.time.Clock}, it does not jump when the host's clock is set. Tests pass one that moves
 * only when they say so.
 */
@FunctionalInterface
public interface MonotonicClock {
    /** That of the JVM, {@link System#nanoTime}. */
    MonotonicClock SYSTEM = System::nanoTime;

    /** Nanoseconds since some moment in the past or the future; only the difference of two readings has a meaning. */
    long nanos();

    /** How long ago the reading was. */
    default Duration since(long earlier) {
        return Duration.ofNanos(nanos() - earlier);
    }
}
