package dev.esb.environment;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A directory of an environment that has got another name, because it could not be removed at once: {@code .e2e-1.removed-1f0c} beside
 * {@code e2e-1}. So the next environment of the name does not begin with what is in it.
 *
 * <p>Its own name is random: a directory of that path is on no other machine. An engine on another one can therefore not take a directory
 * there for it.
 */
public final class SetAsideDirectory {
    private static final String END = ".removed-";

    private SetAsideDirectory() {}

    /**
     * Renames a directory, also one whose owner is another user, as long as this user has the directory above it. One that was renamed
     * before keeps its name.
     *
     * @return the path under its new name
     * @throws FileSystemException when it cannot be renamed
     */
    public static Path of(Path directory) throws IOException {
        if (isOne(directory)) {
            return directory;
        }
        String random = UUID.randomUUID().toString().replace("-", "");
        Path aside = directory.resolveSibling("." + directory.getFileName() + END + random);
        return Files.move(directory, aside, StandardCopyOption.ATOMIC_MOVE);
    }

    /** All that a directory of an environment has been renamed to, and that are still there. */
    public static List<Path> allOf(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> siblings = Files.list(parent)) {
            return siblings.filter(sibling -> isOne(sibling)
                            && originalName(sibling)
                                    .equals(directory.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /** The name that a directory had before it was renamed; its own if it was not. */
    public static String originalName(Path directory) {
        String name = directory.getFileName().toString();
        return isNameOfOne(name) ? name.substring(1, name.lastIndexOf(END)) : name;
    }

    private static boolean isOne(Path directory) {
        return isNameOfOne(directory.getFileName().toString())
                && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
    }

    /** No name of an environment contains a dot. */
    private static boolean isNameOfOne(String name) {
        return name.startsWith(".") && name.lastIndexOf(END) > 1;
    }
}
