package dev.esb.cleanup;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.Reporter;
import dev.esb.docker.Docker;
import dev.esb.docker.EngineIds;
import dev.esb.environment.Directories;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import dev.esb.environment.MarkedDirectory;
import dev.esb.environment.SetAsideDirectory;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Directories of this user's environments, in {@code esb.home} and in the directory for sockets, whose environment has no lease on the
 * engine that made them.
 */
final class StrayDirectories {
    private final Docker docker;
    private final LeaseRegistry leases;
    private final DirectoryLayout layout;
    private final Reporter reporter;
    private final List<String> engineIds;
    private final List<Path> found;

    private StrayDirectories(Docker docker, DirectoryLayout layout, Reporter reporter, List<String> engineIds) {
        this.docker = docker;
        this.leases = LeaseRegistry.reading(docker);
        this.layout = layout;
        this.reporter = reporter;
        this.engineIds = engineIds;
        this.found = Stream.of(layout.home(), layout.sockets())
                .distinct()
                .flatMap(parent -> children(parent).stream())
                .filter(this::mayBeOfThisEngine)
                .toList();
    }

    /**
     * Lists all directories of this user's environments on the engine. {@link #items} then selects the stray ones.
     *
     * @throws EsbException when a directory cannot be read
     */
    static StrayDirectories list(Docker docker, DirectoryLayout layout, Reporter reporter, EngineIds ids) {
        return new StrayDirectories(docker, layout, reporter, ids.all());
    }

    /** @param held the leases on the engine, read after the directories were listed */
    List<PruneItem> items(List<Lease> held) {
        Set<Path> used = used(held);
        return found.stream()
                .filter(directory -> !used.contains(directory))
                .map(directory -> new PruneItem(
                        "directory '%s'".formatted(directory),
                        "there is no such environment on this engine",
                        () -> remove(directory)))
                .toList();
    }

    private boolean mayBeOfThisEngine(Path directory) {
        try {
            // A closed one is looked into when it is removed.
            return MarkedDirectory.isClosed(directory)
                    || MarkedDirectory.isOne(directory) && !MarkedDirectory.isOfAnother(directory, engineIds);
        } catch (IOException e) {
            throw cannotRead(directory, e);
        }
    }

    private Set<Path> used(List<Lease> held) {
        return held.stream()
                .map(lease -> layout.of(lease.key()))
                .flatMap(own -> Stream.of(own.config(), own.sockets()))
                .collect(Collectors.toSet());
    }

    private void remove(Path directory) {
        String name = SetAsideDirectory.originalName(directory);
        Directories own = layout.named(name);
        try {
            boolean isDeleted = EnvironmentLock.whileHeld(
                    own, EnvironmentLock.LONGEST_WORK, () -> deleteIfUnused(directory, name, own));
            if (!isDeleted) {
                reporter.info("The directory '%s' is in use again, and stays".formatted(directory));
            }
        } catch (IOException e) {
            throw new EsbException(
                    "The directory '%s' cannot be removed: %s. Remove it as root."
                            .formatted(directory, FileProblem.of(e)),
                    e);
        }
    }

    /** Reads the leases again: another process may have brought the environment up since the directories were listed. */
    private boolean deleteIfUnused(Path directory, String name, Directories own) throws IOException {
        if (used(leases.withLost()).contains(directory)) {
            return false;
        }
        if (directory.equals(own.config())) {
            TakeDownFile special = TakeDownFile.in(own);
            new Providers(docker, reporter).remove(special, special.providers()).ifPresent(reason -> {
                throw new EsbException("The directory '%s' stays, because %s.".formatted(directory, reason));
            });
        }
        String project = EnvironmentKey.projectOf(name);
        new DirectoryRemoval(docker, engineIds, project).remove(directory).ifPresent(left -> {
            throw new EsbException(left);
        });
        return true;
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw cannotRead(directory, e);
        }
    }

    private static EsbException cannotRead(Path directory, IOException e) {
        return new EsbException("The directory '%s' cannot be read: %s.".formatted(directory, FileProblem.of(e)), e);
    }
}
