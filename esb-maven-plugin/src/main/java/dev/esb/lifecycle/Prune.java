package dev.esb.lifecycle;

import dev.esb.Problem;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.DockerCli;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.OwnFiles;
import dev.esb.environment.TakeDownLock;
import dev.esb.lease.Lease;
import dev.esb.lease.Leases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        found.addAll(directoriesOfNobody(directories, held));
        found.addAll(locksOfNobody(directories));
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

    private List<Leftover> directoriesOfNobody(Directories directories, List<Lease> held) {
        Set<Path> used = held.stream()
                .map(lease -> directories.of(lease.key()))
                .flatMap(own -> Stream.of(own.config(), own.sockets()))
                .collect(Collectors.toSet());
        Directories any = directories.of(EnvironmentKey.of("any", ""));
        return Stream.of(any.config().getParent(), any.sockets().getParent())
                .distinct()
                .flatMap(parent -> children(parent).stream())
                .filter(child -> OwnFiles.isEnvironmentDirectory(child) && !used.contains(child))
                .map(child -> new Leftover(
                        "directory '%s'".formatted(child),
                        "there is no such environment on this engine",
                        () -> delete(child)))
                .toList();
    }

    private List<Leftover> locksOfNobody(Directories directories) {
        return children(directories.takeDownLock().getParent()).stream()
                .filter(child -> isAbandonedLock(child, false))
                .map(child -> new Leftover(
                        "file '%s'".formatted(child),
                        "what took the environment down was killed as it was done",
                        () -> isAbandonedLock(child, true)))
                .toList();
    }

    private static boolean isAbandonedLock(Path file, boolean remove) {
        try {
            return TakeDownLock.isAbandoned(file, remove);
        } catch (IOException e) {
            throw new Problem("The file '%s' cannot be used: %s.".formatted(file, e), e);
        }
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new Problem("The directory '%s' cannot be read: %s.".formatted(directory, e), e);
        }
    }

    private static void delete(Path directory) {
        try {
            OwnFiles.deleteEnvironmentDirectory(directory);
        } catch (IOException e) {
            throw new Problem(
                    "The directory '%s' cannot be removed: %s. Containers may have left files of another user in it; remove it as root."
                            .formatted(directory, e),
                    e);
        }
    }
}
