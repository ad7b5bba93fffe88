package dev.esb.cleanup;

import dev.esb.CancelledException;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.DirectoryLayout;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.ProcessStates;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Takes down environments whose build has ended without taking them down, or whose {@code ttl} is over. */
public final class EnvironmentSweep {
    private final Docker docker;
    private final Down down;
    private final Orphans orphans;
    private final LeaseRegistry leases;
    private final Clock clock;
    private final Reporter reporter;

    public EnvironmentSweep(Docker docker, Clock clock, Reporter reporter) {
        this.docker = docker;
        this.down = new Down(docker, reporter);
        this.orphans = new Orphans(docker);
        this.leases = LeaseRegistry.reading(docker);
        this.clock = clock;
        this.reporter = reporter;
    }

    /** Removes the {@linkplain Orphans orphans} on the engine. A warning names the error if one cannot be removed. */
    public void removeOrphans() {
        try {
            leases.removeAbandoned();
            List<Resource> found = orphans.find();
            if (!found.isEmpty()) {
                reporter.info("Removing what the engine made for builds that have ended: "
                        + found.stream().map(Resource::toString).collect(Collectors.joining(", ")));
                orphans.remove(found);
            }
        } catch (CancelledException e) {
            throw e;
        } catch (DockerException e) {
            warn(e.reason());
        } catch (EsbException e) {
            // Such as a lease that cannot be read. What the caller has done itself is no worse for it.
            warn(e.getMessage());
        }
    }

    private void warn(String reason) {
        reporter.warn(
                "What the engine made for builds that have ended could not all be removed, and the next call tries again: "
                        + reason);
    }

    /**
     * Takes down the environments whose owner has ended. A warning names one that cannot be taken down; the next sweep tries it again.
     *
     * @param leases the leases of the environments to check
     * @param layout where this user's environments have their directories
     * @param stopTimeout how long the processes in the containers may take to end, in whole seconds
     * @return whether the owner of at least one environment has ended
     */
    public boolean run(List<Lease> leases, DirectoryLayout layout, Duration stopTimeout) {
        ProcessStates states = ProcessStates.ofLeases(docker, leases);
        List<Lease> ended = leases.stream()
                .filter(lease -> lease.owner().hasEnded(clock.instant(), states))
                .toList();
        for (Lease lease : ended) {
            try {
                // Most often, another process has been faster, or the one that has ended had handed the environment
                // over before.
                if (down.isStillHeld(lease)) {
                    reporter.info("Taking down '%s', which %s left behind".formatted(lease.key(), lease.owner()));
                    down.run(lease, layout.of(lease.key()), stopTimeout);
                }
            } catch (EsbException e) {
                reporter.warn(e.getMessage());
            }
        }
        return !ended.isEmpty();
    }
}
