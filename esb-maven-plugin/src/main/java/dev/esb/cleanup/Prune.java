package dev.esb.cleanup;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.EngineIds;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.engine.EngineMark;
import dev.esb.environment.DirectoryLayout;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.Owner;
import dev.esb.lease.ProcessStates;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds environments, orphans and stray directories that no running build and no person needs any more, for {@code esb:prune}. */
public final class Prune {
    /** For this long after its claim, a lease without a container can be that of an environment that is being brought up. */
    private static final Duration COMING_UP = Duration.ofMinutes(10);

    private final Docker docker;
    private final Supplier<EngineIds> ids;
    private final Supplier<List<Lease>> leases;
    private final Clock clock;
    private final Reporter reporter;

    public Prune(Docker docker, Clock clock, Reporter reporter) {
        this(docker, () -> EngineMark.read(docker), LeaseRegistry.reading(docker, reporter)::withLost, clock, reporter);
    }

    private Prune(
            Docker docker, Supplier<EngineIds> ids, Supplier<List<Lease>> leases, Clock clock, Reporter reporter) {
        this.docker = docker;
        this.ids = ids;
        this.leases = leases;
        this.clock = clock;
        this.reporter = reporter;
    }

    /**
     * One whose {@link #find} makes nothing on the engine: a lease that is gone although its environment is there counts, and is not made anew.
     *
     * @param ids what the engine is known by
     */
    public static Prune looking(Docker docker, EngineIds ids, Clock clock) {
        LeaseRegistry leases = LeaseRegistry.reading(docker);
        return new Prune(docker, () -> ids, () -> leases.overview().all(), clock, Reporter.NONE);
    }

    /**
     * Looks for environments, orphans and stray directories. Never finds an environment whose build runs, or one with containers that a
     * person brought up and whose {@code ttl} is not over. Removes nothing: each item has a removal for the caller to run.
     *
     * @param layout where this user's environments have their directories
     * @param stopTimeout how long processes may take to end when an environment is removed, in whole seconds
     */
    public List<PruneItem> find(DirectoryLayout layout, Duration stopTimeout) {
        // Directories first, then leases: a process that brings an environment up claims the lease before it creates
        // directories, so the second list has the lease of each directory that is in use.
        StrayDirectories directories = StrayDirectories.list(docker, layout, reporter, ids.get());
        List<Lease> held = leases.get();
        Set<String> projects = new Containers(docker)
                .ofAllProjects().stream().map(ContainerSummary::project).collect(Collectors.toSet());
        ProcessStates states = ProcessStates.ofLeases(docker, held);
        List<PruneItem> found = new ArrayList<>();
        for (Lease lease : held) {
            String why = why(lease, projects.contains(lease.key().project()), states);
            if (!why.isEmpty()) {
                found.add(new PruneItem(
                        "environment '%s'".formatted(lease.key()),
                        why,
                        () -> new Down(docker, reporter).run(lease, layout.of(lease.key()), stopTimeout)));
            }
        }
        Orphans orphans = new Orphans(docker, leases);
        for (Resource orphan : orphans.find()) {
            found.add(new PruneItem(
                    orphan.toString(), "the engine made it for a build that had ended", () -> remove(orphans, orphan)));
        }
        found.addAll(directories.items(held));
        return found;
    }

    private static void remove(Orphans orphans, Resource orphan) {
        try {
            orphans.remove(List.of(orphan));
        } catch (DockerException e) {
            throw new EsbException("The %s could not be removed: %s.".formatted(orphan, e.reason()), e);
        }
    }

    /** Why the environment is not needed any more; empty if it may still be needed. */
    private String why(Lease lease, boolean hasContainers, ProcessStates states) {
        if (lease.owner().hasEnded(clock.instant(), states)) {
            return lease.owner()
                            .expires()
                            .filter(end -> end.isBefore(clock.instant()))
                            .isPresent()
                    ? "its time is over"
                    : "its build has ended (%s)".formatted(lease.owner());
        }
        boolean isOld = lease.created().plus(COMING_UP).isBefore(clock.instant());
        // An environment can have no container for longer than that while its images are built.
        boolean isBeingBroughtUp = lease.owner().process().isPresent()
                || lease.ownership().isBusyFor(Owner.person(""), clock.instant(), states);
        return !hasContainers && !isBeingBroughtUp && isOld ? "it has a slot and no container" : "";
    }
}
