package dev.esb.docker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.exec.ProcessDestroyer;

/**
 * Ends a running command from another thread: with SIGTERM, and with SIGKILL if it still runs after a grace period.
 *
 * <p>It never waits, unlike {@link org.apache.commons.exec.ExecuteWatchdog}, which waits for the process of a command to start, also of
 * one that was refused before it had a process.
 */
public final class StopSwitch {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Duration grace;
    private Process process;
    private boolean isStopped;

    public StopSwitch() {
        this(GRACE);
    }

    /** @param grace how long a command may take to end after SIGTERM */
    StopSwitch(Duration grace) {
        this.grace = grace;
    }

    /** Ends the command, as soon as it has a process; it then fails like any other that is killed. */
    public synchronized void stop() {
        // Only once: Compose takes a second signal for a wish to end at once, and leaves work unfinished.
        if (!isStopped && process != null) {
            end(process);
        }
        isStopped = true;
    }

    private synchronized void started(Process own) {
        process = own;
        if (isStopped) {
            end(own);
        }
    }

    private synchronized void ended() {
        process = null;
    }

    private void end(Process own) {
        // Taken down now: once the command has ended, its children (Compose is a process of its own) have another
        // parent.
        List<ProcessHandle> all =
                Stream.concat(Stream.of(own.toHandle()), own.descendants()).toList();
        own.destroy();
        CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> all.forEach(ProcessHandle::destroyForcibly));
    }

    /** Receives the process from commons-exec. */
    ProcessDestroyer listener() {
        return new ProcessDestroyer() {
            @Override
            public boolean add(Process own) {
                started(own);
                return true;
            }

            @Override
            public boolean remove(Process own) {
                ended();
                return true;
            }

            @Override
            public int size() {
                return 1;
            }
        };
    }
}
