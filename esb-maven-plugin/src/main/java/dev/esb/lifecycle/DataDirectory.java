package dev.esb.lifecycle;

import dev.esb.EsbException;
import dev.esb.docker.Engine;
import dev.esb.environment.Directories;
import dev.esb.environment.MarkedDirectory;
import dev.esb.environment.PrivateFiles;
import dev.esb.isolation.PathMove;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Provides the paths that an environment has for itself. */
final class DataDirectory {
    private DataDirectory() {}

    /**
     * Creates directories, and begins files with what they hold outside. What is there already stays as it is.
     *
     * @param directories of the environment: all of them have to stay inside, whatever links a container of an earlier start has made
     */
    static void provide(List<PathMove> moves, Directories directories, Engine engine) throws IOException {
        if (!moves.isEmpty()) {
            // Again: where the build was interrupted, another thread may have taken the environment down in the
            // meantime.
            MarkedDirectory.create(directories.config(), engine.id());
        }
        for (PathMove move : moves) {
            requireInside(move.moved(), directories.data());
            if (move.isFile()) {
                PrivateFiles.createDirectory(move.moved().getParent());
                if (Files.isRegularFile(move.written()) && !Files.exists(move.moved())) {
                    copy(move.written(), move.moved());
                }
            } else {
                // Open to the container's users, whoever they are; the environment's own directory above it is closed.
                PrivateFiles.createOpenDirectory(move.moved());
            }
        }
    }

    private static void copy(Path file, Path copy) throws IOException {
        if (!Files.isReadable(file)) {
            throw new EsbException(
                    "'%s' cannot be read, and each environment begins with a copy of it. Make it readable for %s, or let"
                                    .formatted(file, System.getProperty("user.name"))
                            + " all environments use it together: -Desb.share=" + file);
        }
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void requireInside(Path path, Path data) throws IOException {
        Path existing = path;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        if (existing.startsWith(data) && !existing.toRealPath().startsWith(data.toRealPath())) {
            throw new EsbException("'%s' leads out of the environment's directory, by a link that something made there."
                            .formatted(existing)
                    + " Take the environment down (mvn esb:down), and its directory goes with it.");
        }
    }
}
