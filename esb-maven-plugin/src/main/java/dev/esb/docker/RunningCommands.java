package dev.esb.docker;

import dev.esb.EsbException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The commands that run at this moment, so that all of them can be ended together. */
final class RunningCommands {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Set<StopSwitch> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    void begin(StopSwitch command) {
        running.add(command);
        try {
            requireOpen();
        } catch (EsbException e) {
            running.remove(command);
            throw e;
        }
    }

    void requireOpen() {
        if (closed) {
            throw new EsbException("The build is ending.");
        }
    }

    void end(StopSwitch command) {
        running.remove(command);
    }

    /** Ends what runs, waits until it has ended, and lets nothing begin any more. */
    void close() {
        closed = true;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!running.isEmpty() && System.nanoTime() < deadline) {
            running.forEach(StopSwitch::stop);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
