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
 * <p>{@link #stop} never waits. {@link org.apache.commons.exec.ExecuteWatchdog} is not used, because its stop waits for the command's
 * process to start, which for a command that was refused never happens.
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

    /** Ends the command, now or as soon as its process has started. The command then fails with the exit code of a killed process. */
    public synchronized void stop() {
        // Only once: at a second signal Compose ends at once and leaves its work unfinished.
        if (!isStopped && process != null) {
            end(process);
        }
        isStopped = true;
    }

    /** Whether the command was told to end. */
    synchronized boolean isStopped() {
        return isStopped;
    }

    private synchronized void started(Process startedProcess) {
        process = startedProcess;
        if (isStopped) {
            end(startedProcess);
        }
    }

    private synchronized void ended() {
        process = null;
    }

    private void end(Process command) {
        // The children are listed before the signal: once the command has ended, they have another parent. The Compose
        // plugin is a child process of the docker command.
        List<ProcessHandle> all = Stream.concat(Stream.of(command.toHandle()), command.descendants())
                .toList();
        // Not Process.destroy(), which closes the command's output as well: what it prints from then on is lost, and
        // printing may end it (SIGPIPE) in the middle of its work.
        command.toHandle().destroy();
        CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    all.forEach(ProcessHandle::destroyForcibly);
                    // Closes its output, which a process that it started since then may hold open.
                    command.destroyForcibly();
                });
    }

    /** Receives the command's process from commons-exec. */
    ProcessDestroyer listener() {
        return new ProcessDestroyer() {
            @Override
            public boolean add(Process startedProcess) {
                started(startedProcess);
                return true;
            }

            @Override
            public boolean remove(Process endedProcess) {
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
