package dev.esb.environment;

import dev.esb.EsbException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that belongs to an environment as a whole, and that the plugin may therefore delete with all that is in it. A marker file in
 * it says so, and names the engine of the environment. Without that file, the plugin deletes nothing in it.
 *
 * <p>The process that creates or deletes the directory can be killed at any moment. The directory is marked or empty then, so another
 * process can delete it.
 */
public final class MarkedDirectory {
    /** The name of the marker file. */
    public static final String MARKER = ".esb-environment";

    private static final String ENGINE = "engine ";

    private MarkedDirectory() {}

    /**
     * Creates the directory (0700) with its marker file. A directory that exists and is not empty is used as it is, without a marker; so is
     * one that a container has closed.
     *
     * @param engineIds what the engine of the environment is known by; the first one is written
     * @throws EsbException when the directory belongs to an environment of another engine
     * @throws IOException when the directory or the marker file cannot be created or read
     */
    public static void create(Path directory, List<String> engineIds) throws IOException {
        if (isClosed(directory)) {
            return;
        }
        PrivateFiles.createDirectory(directory);
        if (isEmpty(directory)) {
            Path file = directory.resolve(MARKER);
            try (BufferedWriter marker = PrivateFiles.newWriter(file)) {
                marker.write("This directory belongs to an environment of esb-maven-plugin, and is deleted with it.\n"
                        + ENGINE + engineIds.get(0) + "\n");
            }
            // A container can give it to another user, together with all that is in the directory.
            Permissions.PUBLIC_FILE.impose(file);
        }
        if (isOfAnother(directory, engineIds)) {
            throw new EsbException(
                    "The directory '%s' belongs to an environment of the same name on another Docker engine (its ID is %s)."
                                    .formatted(directory, engineOf(directory))
                            + " Use another name, or give the environments of this engine a directory of their own"
                            + " (-Desb.home=DIRECTORY). If that engine is gone for good, delete '%s'."
                                    .formatted(directory));
        }
    }

    /** Whether the path is a directory, and not a symbolic link to one, with a marker file. */
    public static boolean isOne(Path directory) {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(directory.resolve(MARKER), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether the marker file names another engine; false without a marker file. */
    public static boolean isOfAnother(Path directory, List<String> engineIds) throws IOException {
        String own = engineOf(directory);
        return !own.isEmpty() && !engineIds.contains(own);
    }

    /** Whether the text of a marker file, which this user could not read, allows to remove the directory on behalf of the engine. */
    public static boolean isMarkerOf(List<String> engineIds, String text) {
        String own = engineIn(text);
        return own.isEmpty() || engineIds.contains(own);
    }

    /** Whether this user cannot see what is in the directory, because a container has given it, or the marker file, to another user. */
    public static boolean isClosed(Path directory) {
        Path marker = directory.resolve(MARKER);
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && (!Files.isReadable(directory)
                        || !Files.isExecutable(directory)
                        || Files.exists(marker) && !Files.isReadable(marker));
    }

    /**
     * Removes the directory with all that is in it. Leaves it alone if it has no marker file, unless it is empty, and if it belongs to an
     * environment of another engine.
     *
     * @param engineIds what the engine of the environment is known by
     * @throws IOException when a file cannot be removed, for example because it is in a directory of another user's
     */
    public static void delete(Path directory, List<String> engineIds) throws IOException {
        if (isClosed(directory)) {
            throw new AccessDeniedException(directory.toString());
        }
        if (isOne(directory) && !isOfAnother(directory, engineIds)) {
            Path marker = directory.resolve(MARKER);
            for (Path child : children(directory)) {
                if (!child.equals(marker)) {
                    PrivateFiles.deleteDirectory(child);
                }
            }
            Files.delete(marker);
        }
        if (isEmpty(directory)) {
            Files.delete(directory);
        }
    }

    /** The engine's ID in the marker file; empty if it has none, because the process that wrote it may have been killed. */
    private static String engineOf(Path directory) throws IOException {
        if (!isOne(directory)) {
            return "";
        }
        return engineIn(Files.readString(directory.resolve(MARKER)));
    }

    private static String engineIn(String marker) {
        return marker.lines()
                .filter(line -> line.startsWith(ENGINE))
                .map(line -> line.substring(ENGINE.length()))
                .findFirst()
                .orElse("");
    }

    private static boolean isEmpty(Path directory) throws IOException {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && children(directory).isEmpty();
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }
}
