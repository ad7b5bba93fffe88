package dev.esb;

import java.time.Duration;

/** The pause between two rounds of a loop that polls. Tests pass an implementation that only moves their clock. */
@FunctionalInterface
public interface Sleep {
    /** Pauses the calling thread with {@link Thread#sleep}. */
    Sleep SYSTEM = duration -> {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("while waiting");
        }
    };

    /**
     * Returns after the duration.
     *
     * @param duration how long to pause, in whole milliseconds
     * @throws CancelledException when the thread is interrupted
     */
    void sleep(Duration duration);
}
