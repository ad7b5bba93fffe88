package dev.esb;

import java.time.Duration;

/** How a loop that asks again and again lets time pass between two questions; tests pass one that only moves their clock. */
@FunctionalInterface
public interface Sleep {
    /** Pauses the thread. */
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
     * @throws CancelledException when the thread is interrupted
     */
    void sleep(Duration duration);
}
