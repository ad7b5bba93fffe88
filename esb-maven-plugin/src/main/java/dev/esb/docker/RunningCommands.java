package dev.esb.docker;

import dev.esb.EsbException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The commands that run at this moment. {@link #close} ends all of them and refuses further ones. */
final class RunningCommands {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final Set<StopSwitch> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @throws EsbException after {@link #close} */
    void begin(StopSwitch command) {
        running.add(command);
        try {
            requireOpen();
        } catch (EsbException e) {
            running.remove(command);
            throw e;
        }
    }

    /** @throws EsbException after {@link #close} */
    void requireOpen() {
        if (closed) {
            throw new EsbException("The build is ending.");
        }
    }

    void end(StopSwitch command) {
        running.remove(command);
    }

    /**
     * Ends the commands that run, waits up to 10 seconds for them, and refuses further ones. An interrupt does not end the wait, since what
     * the caller does next relies on their end; the thread's interrupt flag stays set.
     */
    void close() {
        closed = true;
        boolean isInterrupted = false;
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        while (!running.isEmpty() && System.nanoTime() < deadline) {
            running.forEach(StopSwitch::stop);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
