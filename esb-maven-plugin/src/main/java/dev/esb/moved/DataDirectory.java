package dev.esb.moved;

import dev.esb.EsbException;
import dev.esb.engine.Engine;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.MarkedDirectory;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.OnHost;
import dev.esb.environment.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Creates the files and directories of the host that containers of an environment mount in place of others: on an engine that ignores
 * options of volumes, and in environments that an earlier version of the plugin has brought up.
 */
public final class DataDirectory {
    private DataDirectory() {}

    /**
     * Creates directories, and copies files from the paths that they replace. What exists already stays as it is.
     *
     * @param moves the moved paths of the stack; those in volumes are left out
     * @param key the environment
     * @param directories the environment's directories; a path that leads out of them, or nowhere, is refused, because a container of an earlier start
     *     can have replaced a directory by a link
     * @throws EsbException when a path leads out of the environment's directory or to nothing, or a file cannot be read
     */
    public static void provide(List<PathMove> moves, EnvironmentKey key, Directories directories, Engine engine)
            throws IOException {
        for (PathMove move : moves) {
            if (move.place() instanceof OnHost place) {
                // EnvironmentFiles has created it, but the shutdown hook of an interrupted build can have removed it
                // since.
                MarkedDirectory.create(directories.config(), engine.ids().all());
                provide(move, place.path(), directories.data(), key);
            }
        }
    }

    private static void provide(PathMove move, Path place, Path data, EnvironmentKey key) throws IOException {
        requireInside(place, data, key);
        if (Files.exists(place)) {
            return;
        }
        if (move.isFile()) {
            PrivateFiles.createDirectory(place.getParent());
            if (Files.isRegularFile(move.written())) {
                copy(move.written(), place);
            }
        } else {
            // Any user of a container may write to it; other users of the host cannot pass the directory above it.
            PrivateFiles.createOpenDirectory(place);
        }
    }

    private static void copy(Path file, Path copy) throws IOException {
        requireReadable(file);
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
    }

    static void requireReadable(Path file) {
        if (!Files.isReadable(file)) {
            throw new EsbException(
                    "'%s' cannot be read, and each environment begins with a copy of it. Make it readable for %s, or let"
                                    .formatted(file, System.getProperty("user.name"))
                            + " all environments use it together: -Desb.share=" + file);
        }
    }

    private static void requireInside(Path path, Path data, EnvironmentKey key) throws IOException {
        Path existing = path;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        if (!existing.startsWith(data)) {
            return;
        }
        if (!Files.exists(existing)) {
            throw refused("'%s' leads to '%s', which is not there".formatted(existing, target(existing)), key);
        }
        if (!existing.toRealPath().startsWith(data.toRealPath())) {
            throw refused("'%s' leads out of the environment's directory".formatted(existing), key);
        }
    }

    private static Path target(Path link) throws IOException {
        return link.resolveSibling(Files.readSymbolicLink(link));
    }

    private static EsbException refused(String what, EnvironmentKey key) {
        return new EsbException(what + ", by a link that a container or another program has made there."
                + " Take the environment down, and its directory goes with it: mvn esb:down " + key.options());
    }
}
