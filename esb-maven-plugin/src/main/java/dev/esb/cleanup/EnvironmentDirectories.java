package dev.esb.cleanup;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.Reporter;
import dev.esb.docker.Docker;
import dev.esb.docker.EngineIds;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import dev.esb.environment.MarkedDirectory;
import dev.esb.environment.SetAsideDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directories of an environment that go with it.
 *
 * @param engineIds what the engine is known by; asked for only if there is a directory
 */
public record EnvironmentDirectories(
        Docker docker, Supplier<EngineIds> engineIds, Reporter reporter, EnvironmentKey key, Directories directories) {

    /** The same, with what the engine is known by now. */
    EnvironmentDirectories withEngineIds() throws IOException {
        if (all().isEmpty()) {
            return this;
        }
        EngineIds known = engineIds.get();
        return new EnvironmentDirectories(docker, () -> known, reporter, key, directories);
    }

    /**
     * Removes them, and what earlier removals have left of such. Not those that {@link #withEngineIds} has seen, but those that are there
     * now: a process that brings the environment up can have made some meanwhile. The caller holds the environment's lock.
     *
     * @return what is left because neither this user nor the engine could remove it, and what to do about it
     */
    List<String> remove() throws IOException {
        return remove(all());
    }

    private List<Path> all() throws IOException {
        List<Path> own = new ArrayList<>(existing());
        own.addAll(SetAsideDirectory.allOf(directories.config()));
        own.addAll(SetAsideDirectory.allOf(directories.sockets()));
        return own;
    }

    /**
     * Removes those that an earlier environment of the name has left, for a new one, which is not to begin with what is in them.
     *
     * @throws EsbException when one cannot be removed and is in the way
     */
    public void removeEarlier() {
        try {
            if (existing().isEmpty()) {
                return;
            }
            List<String> left =
                    EnvironmentLock.whileHeld(directories, EnvironmentLock.LONGEST_WORK, () -> remove(existing()));
            List<Path> remaining = existing();
            if (remaining.stream().anyMatch(MarkedDirectory::isClosed)) {
                throw inTheWay(remaining, String.join(" ", left));
            }
            left.forEach(reporter::warn);
        } catch (IOException e) {
            throw inTheWay(existing(), FileProblem.of(e));
        }
    }

    private EsbException inTheWay(List<Path> remaining, String reason) {
        return new EsbException(
                "The environment '%s' would begin with what is in %s, and that cannot be removed. Use another name, or remove it as root. %s"
                        .formatted(
                                key,
                                remaining.stream().map("'%s'"::formatted).collect(Collectors.joining(" and ")),
                                reason));
    }

    private List<Path> existing() {
        return Stream.of(directories.config(), directories.sockets())
                .filter(Files::exists)
                .toList();
    }

    private List<String> remove(List<Path> own) throws IOException {
        if (own.isEmpty()) {
            return List.of();
        }
        DirectoryRemoval removal = new DirectoryRemoval(docker, engineIds.get().all(), key.project());
        List<String> left = new ArrayList<>();
        for (Path directory : own) {
            if (removal.isOfAnotherEngine(directory)) {
                reporter.info("The directory '%s' belongs to an environment of another engine, and stays"
                        .formatted(directory));
            } else {
                removal.remove(directory).ifPresent(left::add);
            }
        }
        return left;
    }
}
