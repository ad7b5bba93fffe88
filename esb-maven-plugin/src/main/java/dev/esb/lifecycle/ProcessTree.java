package dev.esb.lifecycle;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process of the host and what it has started, which end together. */
final class ProcessTree {
    /** What has ended by a signal is gone after that long. */
    private static final Duration AFTER_KILL = Duration.ofSeconds(1);

    private final Duration grace;
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();

    /** @param grace how long the processes may take to end after SIGTERM */
    ProcessTree(ProcessHandle process, Duration grace) {
        this.grace = grace;
        seen.add(process);
    }

    /**
     * Remembers what runs. Called now and then, because a process whose parent has ended has another parent, and is not found any more.
     * One that is started and loses its parent between two calls is missed.
     */
    synchronized void look() {
        for (ProcessHandle process : List.copyOf(seen)) {
            process.descendants().forEach(seen::add);
        }
    }

    /**
     * Ends all processes with SIGTERM, and with SIGKILL what still runs after the grace period. Waits for that; an interrupt does not end
     * the wait.
     */
    synchronized void end() {
        look();
        seen.forEach(ProcessHandle::destroy);
        await(grace);
        // What they have started since.
        look();
        seen.forEach(ProcessHandle::destroyForcibly);
        await(AFTER_KILL);
    }

    private void await(Duration timeout) {
        CompletableFuture.allOf(seen.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
