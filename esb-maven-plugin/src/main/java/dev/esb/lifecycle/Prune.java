package dev.esb.lifecycle;

import dev.esb.docker.ContainerSummary;
import dev.esb.docker.DockerCli;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.Directories;
import dev.esb.lease.Lease;
import dev.esb.lease.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what no living build or person can need any more, and removes it when asked to. */
public final class Prune {
    /** An environment that is just coming up has a lease and no container yet. */
    private static final Duration COMING_UP = Duration.ofMinutes(10);

    private final DockerCli docker;
    private final Leases leases;
    private final Clock clock;
    private final Reporter reporter;

    public Prune(DockerCli docker, Clock clock, Reporter reporter) {
        this.docker = docker;
        this.leases = Leases.reading(docker);
        this.clock = clock;
        this.reporter = reporter;
    }

    /**
     * Something to remove.
     *
     * @param what for people
     * @param why for people
     */
    public record Leftover(String what, String why, Runnable removal) {}

    /**
     * What is left over. Never an environment whose build lives, or one that a person brought up and whose time is not over.
     *
     * @param directories the directories of any environment of this user
     */
    public List<Leftover> find(Directories directories, Duration stopTimeout) {
        // In this order: whoever brings an environment up has its lease before its directories.
        StrayFiles files = StrayFiles.list(docker, directories, reporter);
        List<Lease> held = leases.all();
        Set<String> projects = new Containers(docker)
                .ofAllProjects().stream().map(ContainerSummary::project).collect(Collectors.toSet());
        List<Leftover> found = new ArrayList<>();
        for (Lease lease : held) {
            String why = why(lease, projects.contains(lease.key().project()));
            if (!why.isEmpty()) {
                found.add(new Leftover(
                        "environment '%s'".formatted(lease.key()),
                        why,
                        () -> new Down(docker, reporter)
                                .run(lease.key(), directories.of(lease.key()), stopTimeout, lease.owner()::equals)));
            }
        }
        Orphans orphans = new Orphans(docker);
        for (Resource orphan : orphans.find()) {
            found.add(new Leftover(
                    orphan.toString(),
                    "the engine made it for a build that had ended",
                    () -> orphans.remove(List.of(orphan))));
        }
        found.addAll(files.ofNone(held));
        return found;
    }

    private String why(Lease lease, boolean hasContainers) {
        if (lease.owner().isGone(clock.instant())) {
            return lease.owner()
                            .expires()
                            .filter(end -> end.isBefore(clock.instant()))
                            .isPresent()
                    ? "its time is over"
                    : "its build has ended (%s)".formatted(lease.owner());
        }
        boolean isOld = lease.created().plus(COMING_UP).isBefore(clock.instant());
        boolean isNobodys = lease.owner().process().isEmpty();
        return !hasContainers && isNobodys && isOld ? "it has a slot and no container" : "";
    }
}
