package dev.esb.lifecycle;

import dev.esb.Problem;
import dev.esb.docker.DockerCli;
import dev.esb.docker.DockerFailure;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.Directories;
import dev.esb.lease.Lease;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Takes down environments whose build has ended without doing so, or whose time is over. */
public final class Sweep {
    private final Down down;
    private final Orphans orphans;
    private final Clock clock;
    private final Reporter reporter;

    public Sweep(DockerCli docker, Clock clock, Reporter reporter) {
        this.down = new Down(docker, reporter);
        this.orphans = new Orphans(docker);
        this.clock = clock;
        this.reporter = reporter;
    }

    /** Removes what the engine made for builds after they had ended; see {@link Orphans}. What cannot be removed is told of. */
    public void orphans() {
        try {
            List<Resource> found = orphans.find();
            if (!found.isEmpty()) {
                reporter.info("Removing what the engine made for builds that have ended: "
                        + found.stream().map(Resource::toString).collect(Collectors.joining(", ")));
                orphans.remove(found);
            }
        } catch (DockerFailure e) {
            reporter.warn(
                    "What the engine made for builds that have ended could not all be removed: " + e.errorOutput());
        }
    }

    /**
     * Sweeps. What cannot be taken down is told of, and left to the next sweep.
     *
     * @param leases all that are on the engine
     * @param directories the directories of any environment of this user
     * @return whether there was anything
     */
    public boolean run(List<Lease> leases, Directories directories, Duration stopTimeout) {
        List<Lease> gone = leases.stream()
                .filter(lease -> lease.owner().isGone(clock.instant()))
                .toList();
        for (Lease lease : gone) {
            reporter.info("Taking down '%s', which %s left behind".formatted(lease.key(), lease.owner()));
            try {
                down.run(lease.key(), directories.of(lease.key()), stopTimeout, lease.owner()::equals);
            } catch (Problem e) {
                reporter.warn(e.getMessage());
            }
        }
        return !gone.isEmpty();
    }
}
