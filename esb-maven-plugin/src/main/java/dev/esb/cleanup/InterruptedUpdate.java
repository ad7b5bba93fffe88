package dev.esb.cleanup;

import dev.esb.docker.Docker;
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
public record InterruptedUpdate(Docker docker, EnvironmentKey key, BuildProcess process, EnvironmentBefore before) {

    /**
     * Removes what the process had added, and starts what it had stopped. What was there before stays.
     *
     * @return what has become of it, for messages; empty where another process has the environment by now
     */
    public Optional<String> undo() {
        LeaseRegistry leases = LeaseRegistry.reading(docker);
        Optional<Lease> used = LeaseRegistry.of(key, leases.all()).filter(lease -> lease.isUsedBy(process));
        return used.map(lease -> {
            Undo.Result result = new Undo(docker, key.project(), before).run();
            leases.handOver(lease, Optional.empty());
            return "What was added to '%s' is removed; what was there before stays.".formatted(key) + result.text();
        });
    }
}
