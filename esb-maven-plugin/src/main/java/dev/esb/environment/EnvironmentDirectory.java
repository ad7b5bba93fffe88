package dev.esb.environment;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that belongs to an environment as a whole. A file in it says so, and without that file nothing in it is deleted.
 *
 * <p>Whoever makes or deletes it can be killed at any moment. What that leaves is either marked or empty, and can be deleted.
 */
public final class EnvironmentDirectory {
    private static final String MARKER = ".esb-environment";

    private EnvironmentDirectory() {}

    /**
     * Creates it (0700), and notes in it that it may be deleted. One that is there already and has something else in it is used, but
     * not marked.
     */
    public static void create(Path directory) throws IOException {
        OwnFiles.createDirectory(directory);
        if (isEmpty(directory)) {
            try (BufferedWriter marker = OwnFiles.newWriter(directory.resolve(MARKER))) {
                marker.write("This directory belongs to an environment of esb-maven-plugin and goes with it.\n");
            }
        }
    }

    /** Whether a directory was made for an environment. */
    public static boolean isOne(Path directory) {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(directory.resolve(MARKER), LinkOption.NOFOLLOW_LINKS);
    }

    /** Removes it with what is in it. One that does not say that it is one is left alone, unless it is empty. */
    public static void delete(Path directory) throws IOException {
        if (isOne(directory)) {
            Path marker = directory.resolve(MARKER);
            for (Path child : children(directory)) {
                if (!child.equals(marker)) {
                    OwnFiles.deleteDirectory(child);
                }
            }
            Files.delete(marker);
        }
        if (isEmpty(directory)) {
            Files.delete(directory);
        }
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
