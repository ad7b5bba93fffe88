package dev.esb.environment;

import dev.esb.EsbException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that belongs to an environment as a whole. A file in it says so, and on which engine the environment is; without that
 * file nothing in it is deleted.
 *
 * <p>Whoever makes or deletes it can be killed at any moment. What that leaves is either marked or empty, and can be deleted.
 */
public final class MarkedDirectory {
    private static final String MARKER = ".esb-environment";
    private static final String ENGINE = "engine ";

    private MarkedDirectory() {}

    /**
     * Creates it (0700), and notes in it that it may be deleted. One that is there already and has something else in it is used, but
     * not marked.
     *
     * @param engine the engine's identifier
     * @throws EsbException when an environment of another engine has it
     */
    public static void create(Path directory, String engine) throws IOException {
        PrivateFiles.createDirectory(directory);
        if (isEmpty(directory)) {
            try (BufferedWriter marker = PrivateFiles.newWriter(directory.resolve(MARKER))) {
                marker.write("This directory belongs to an environment of esb-maven-plugin and goes with it.\n" + ENGINE
                        + engine + "\n");
            }
        }
        if (isOfAnother(directory, engine)) {
            throw new EsbException(
                    "The directory '%s' belongs to an environment of the same name on another Docker engine (its ID is %s)."
                                    .formatted(directory, engineOf(directory))
                            + " Use another name, or give the environments of this engine a directory of their own"
                            + " (-Desb.home=DIRECTORY). If that engine is gone for good, delete '%s'."
                                    .formatted(directory));
        }
    }

    /** Whether a directory was made for an environment. */
    public static boolean isOne(Path directory) {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(directory.resolve(MARKER), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether it was made for an environment of another engine. */
    public static boolean isOfAnother(Path directory, String engine) throws IOException {
        String own = engineOf(directory);
        return !own.isEmpty() && !own.equals(engine);
    }

    /**
     * Removes it with what is in it. One that does not say that it is one is left alone, unless it is empty; and so is one of another
     * engine.
     *
     * @param engine the engine's identifier
     */
    public static void delete(Path directory, String engine) throws IOException {
        if (isOne(directory) && !isOfAnother(directory, engine)) {
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

    /** Empty where nothing says so: whoever wrote it may have been killed. */
    private static String engineOf(Path directory) throws IOException {
        if (!isOne(directory)) {
            return "";
        }
        return Files.readAllLines(directory.resolve(MARKER)).stream()
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
