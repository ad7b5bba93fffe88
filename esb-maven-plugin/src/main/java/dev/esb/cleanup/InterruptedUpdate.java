package dev.esb.cleanup;

import dev.esb.docker.Docker;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.BuildProcess;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import java.util.Optional;

/**
 * A process that was interrupted or killed while it brought an environment up once more that was there before.
 *
 * @param process that process
 * @param before what the environment had before
 */
public record InterruptedUpdate(
        Docker docker, EnvironmentKey key, Directories directories, BuildProcess process, EnvironmentBefore before) {

    /**
     * Removes what the process had added, and starts what it had stopped. What was there before stays.
     *
     * @return what has become of it, for messages; empty where another process has the environment by now, or has taken it down
     */
    public Optional<String> undo() {
        return new Undo(docker, key.project(), before)
                .run(directories, () -> used().isPresent())
                .map(result -> "What was added to '%s' is removed; what was there before stays.".formatted(key)
                        + result.text());
    }

    /** Lets other processes see that this one is not at work on the environment any more. */
    public void end() {
        used().ifPresent(lease -> LeaseRegistry.reading(docker).handOver(lease, Optional.empty()));
    }

    private Optional<Lease> used() {
        return LeaseRegistry.of(key, LeaseRegistry.reading(docker).all()).filter(lease -> lease.isUsedBy(process));
    }
}
