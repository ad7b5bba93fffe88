package dev.esb.lifecycle;

import dev.esb.Problem;
import dev.esb.docker.DockerCli;
import dev.esb.docker.EngineCommand;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentDirectory;
import dev.esb.environment.EnvironmentLock;
import dev.esb.lease.Lease;
import dev.esb.lease.Leases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Directories and locks of environments that are not on the engine. */
final class StrayFiles {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Leases leases;
    private final Directories any;
    private final Reporter reporter;
    private final String engine;
    private final List<Path> found;
    private final List<Path> locks;

    private StrayFiles(Leases leases, Directories any, Reporter reporter, String engine) {
        this.leases = leases;
        this.any = any;
        this.reporter = reporter;
        this.engine = engine;
        this.found = Stream.of(any.config().getParent(), any.sockets().getParent())
                .distinct()
                .flatMap(parent -> children(parent).stream())
                .filter(this::mayBeOurs)
                .toList();
        this.locks = children(any.lock().getParent());
    }

    /**
     * Those that there are now.
     *
     * @param directories the directories of any environment of this user
     */
    static StrayFiles list(DockerCli docker, Directories directories, Reporter reporter) {
        return new StrayFiles(Leases.reading(docker), directories, reporter, docker.run(new EngineCommand.Id()));
    }

    /** Which of them belong to nobody. */
    List<Prune.Leftover> ofNone(List<Lease> held) {
        Set<Path> used = used(held);
        Stream<Prune.Leftover> directories = found.stream()
                .filter(directory -> !used.contains(directory))
                .map(directory -> new Prune.Leftover(
                        "directory '%s'".formatted(directory),
                        "there is no such environment on this engine",
                        () -> remove(directory)));
        Stream<Prune.Leftover> abandoned = locks.stream()
                .filter(file -> isAbandonedLock(file, false))
                .map(file -> new Prune.Leftover(
                        "file '%s'".formatted(file), "what held it was killed", () -> isAbandonedLock(file, true)));
        return Stream.concat(directories, abandoned).toList();
    }

    private boolean mayBeOurs(Path directory) {
        try {
            return EnvironmentDirectory.isOne(directory) && !EnvironmentDirectory.isOfAnother(directory, engine);
        } catch (IOException e) {
            throw cannotRead(directory, e);
        }
    }

    private Set<Path> used(List<Lease> held) {
        return held.stream()
                .map(lease -> any.of(lease.key()))
                .flatMap(own -> Stream.of(own.config(), own.sockets()))
                .collect(Collectors.toSet());
    }

    /** Somebody may have brought the environment up in the meantime, or may be about to. */
    private void remove(Path directory) {
        try {
            EnvironmentLock lock =
                    EnvironmentLock.acquire(any.named(directory.getFileName().toString()), PATIENCE);
            try {
                if (used(leases.all()).contains(directory)) {
                    reporter.info("The directory '%s' is in use again, and stays".formatted(directory));
                } else {
                    EnvironmentDirectory.delete(directory, engine);
                }
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw new Problem(
                    "The directory '%s' cannot be removed: %s. Containers may have left files of another user in it; remove it as root."
                            .formatted(directory, e),
                    e);
        }
    }

    private static boolean isAbandonedLock(Path file, boolean remove) {
        try {
            return EnvironmentLock.isAbandoned(file, remove);
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
            throw cannotRead(directory, e);
        }
    }

    private static Problem cannotRead(Path directory, IOException e) {
        return new Problem("The directory '%s' cannot be read: %s.".formatted(directory, e), e);
    }
}
