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
        LeaseRegistry leases = LeaseRegistry.reading(docker);
        Optional<Undo.Result> undone = new Undo(docker, key.project(), before)
                .run(directories, () -> used(leases).isPresent());
        used(leases).ifPresent(lease -> leases.handOver(lease, Optional.empty()));
        return undone.map(result ->
                "What was added to '%s' is removed; what was there before stays.".formatted(key) + result.text());
    }

    private Optional<Lease> used(LeaseRegistry leases) {
        return LeaseRegistry.of(key, leases.all()).filter(lease -> lease.isUsedBy(process));
    }
}
