package dev.esb.cleanup;

import static dev.esb.docker.HostProgram.DIRECTORY;

import dev.esb.FileProblem;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.engine.Engine;
import dev.esb.engine.EngineEndpoint;
import dev.esb.engine.EnginePlace;
import dev.esb.environment.MarkedDirectory;
import dev.esb.environment.SetAsideDirectory;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Removes directories of an environment with what containers wrote there as other users.
 *
 * <p>This user tries first. What is left then goes through the engine: the host's own {@code find} removes it as root. Before that, the
 * directory gets another name, so that the next environment of the name begins with a new one, however this ends.
 *
 * @param engineIds what the engine of the environment is known by
 * @param project the environment's Compose project
 * @param place where the engine is; asked for only where this user cannot remove a directory
 */
record DirectoryRemoval(Docker docker, List<String> engineIds, String project, Supplier<EnginePlace> place) {
    private static final String UNSEEN = "it does not see the directory";
    private static final String MARKER = DIRECTORY + "/" + MarkedDirectory.MARKER;

    /** With the engine of the {@code docker} command. */
    DirectoryRemoval(Docker docker, List<String> engineIds, String project) {
        this(
                docker,
                engineIds,
                project,
                () -> Engine.place(docker, EngineEndpoint.current(docker, docker.variables())));
    }

    /** Whether the marker file names another engine. False where this user cannot read it, and {@link #remove} looks for itself. */
    boolean isOfAnotherEngine(Path directory) throws IOException {
        return !MarkedDirectory.isClosed(directory) && MarkedDirectory.isOfAnother(directory, engineIds);
    }

    /**
     * Removes the directory. Leaves it alone where {@link MarkedDirectory#delete} does.
     *
     * @return why it is left, and what to do; empty unless neither this user nor the engine could remove it
     * @throws IOException when it can be neither removed nor renamed
     */
    Optional<String> remove(Path directory) throws IOException {
        FileSystemException failure;
        try {
            MarkedDirectory.delete(directory, engineIds);
            return Optional.empty();
        } catch (FileSystemException e) {
            failure = e;
        }
        EnginePlace engine = place.get();
        try (HostPrograms programs = new HostPrograms(docker, project)) {
            return remove(directory, failure, engine, programs);
        }
    }

    private Optional<String> remove(
            Path directory, FileSystemException failure, EnginePlace engine, HostPrograms programs) throws IOException {
        boolean isClosed = MarkedDirectory.isClosed(directory);
        if (isClosed) {
            Optional<Path> seen = seen(engine, directory);
            if (seen.isEmpty()) {
                return Optional.of(left(directory, FileProblem.of(failure, directory), UNSEEN));
            }
            try {
                if (!MarkedDirectory.isMarkerOf(engineIds, programs.read(seen.get(), "cat", MARKER))) {
                    return Optional.empty();
                }
            } catch (DockerException e) {
                return Optional.of(left(directory, FileProblem.of(failure, directory), reason(e)));
            }
        }
        Path aside = SetAsideDirectory.of(directory);
        String ofThisUser = FileProblem.of(failure, directory).replace(directory.toString(), aside.toString());
        Optional<Path> seen = seen(engine, aside);
        if (seen.isEmpty()) {
            return Optional.of(left(aside, ofThisUser, UNSEEN));
        }
        try {
            // The marker last: without it, the directory could be that of any user.
            programs.change(seen.get(), "find", DIRECTORY, "-mindepth", "1", "!", "-path", MARKER, "-delete");
            if (isClosed) {
                programs.change(seen.get(), "find", DIRECTORY, "-mindepth", "1", "-delete");
                Files.delete(aside);
            } else {
                MarkedDirectory.delete(aside, engineIds);
            }
            return Optional.empty();
        } catch (DockerException e) {
            return Optional.of(left(aside, ofThisUser, reason(e)));
        } catch (FileSystemException e) {
            return Optional.of(left(aside, ofThisUser, FileProblem.of(e)));
        }
    }

    private static Optional<Path> seen(EnginePlace engine, Path directory) {
        return engine.path(directory.toAbsolutePath().normalize());
    }

    private static String left(Path directory, String ofThisUser, String ofEngine) {
        return "The directory '%s' could not be removed: %s. Through the engine it could not be either: %s. Remove it as root: sudo rm -rf '%s'"
                .formatted(directory, ofThisUser, ofEngine, directory.toString().replace("'", "'\\''"));
    }

    /** The first line; the next ones are of the same kind, or say where the {@code docker} command has its help. */
    private static String reason(DockerException e) {
        return e.reason().lines().findFirst().orElse("");
    }
}
