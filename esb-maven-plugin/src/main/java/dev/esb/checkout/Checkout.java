package dev.esb.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checkout of a project that a directory is in. Reads git's files and runs no git: the name of an environment must not depend on whether
 * there is one, nor on whether it trusts the owner of the checkout.
 *
 * @param root its top directory, without symbolic links
 * @param gitDirectory what git keeps of this very checkout, which for a linked worktree is below that of the repository
 *     (<a href="https://git-scm.com/docs/gitrepository-layout">gitrepository-layout</a>); empty without git
 */
public record Checkout(Path root, Optional<Path> gitDirectory) {
    private static final String GIT_FILE = "gitdir:";
    private static final String BRANCH = "ref: refs/heads/";

    /**
     * Without git, the root is the nearest directory with a {@code .mvn}, as it is for Maven, else the topmost one of those above it that have
     * a pom without a gap, else the directory itself.
     */
    public static Checkout of(Path directory) {
        Path start = real(directory);
        for (Path path = start; path != null; path = path.getParent()) {
            Optional<Path> git = gitDirectory(path);
            if (git.isPresent()) {
                return new Checkout(path, git);
            }
        }
        return new Checkout(mavenRoot(start), Optional.empty());
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            return directory.toAbsolutePath().normalize();
        }
    }

    private static Optional<Path> gitDirectory(Path directory) {
        Path git = directory.resolve(".git");
        Path found = Files.isRegularFile(git) ? linked(directory, read(git)) : git;
        return Optional.of(found).filter(path -> Files.isRegularFile(path.resolve("HEAD")));
    }

    /** In a linked worktree, and in a submodule, {@code .git} is a file that says where the directory is. */
    private static Path linked(Path directory, String file) {
        String path =
                file.startsWith(GIT_FILE) ? file.substring(GIT_FILE.length()).strip() : "";
        try {
            return directory.resolve(path).normalize();
        } catch (InvalidPathException e) {
            return directory;
        }
    }

    private static Path mavenRoot(Path start) {
        for (Path path = start; path != null; path = path.getParent()) {
            if (Files.isDirectory(path.resolve(".mvn"))) {
                return path;
            }
        }
        Path root = start;
        while (root.getParent() != null && Files.isRegularFile(root.resolveSibling("pom.xml"))) {
            root = root.getParent();
        }
        return root;
    }

    /** A directory and those above it, up to the root of its checkout and no further; with the symbolic links that its path has. */
    public static List<Path> upwards(Path directory) {
        Path start = directory.toAbsolutePath().normalize();
        Path root = of(start).root();
        List<Path> directories = new ArrayList<>();
        for (Path each = start; each != null && real(each).startsWith(root); each = each.getParent()) {
            directories.add(each);
        }
        return directories;
    }

    /** The name of its directory; empty for the root of a file system. */
    String directoryName() {
        return root.getFileName() == null ? "" : root.getFileName().toString();
    }

    /** Whether it is one of several that share a repository ({@code git worktree add}). */
    boolean isLinkedWorktree() {
        return gitDirectory
                .map(Path::getParent)
                .filter(parent -> parent.endsWith("worktrees"))
                .isPresent();
    }

    /** The branch that is checked out; empty where none is. */
    String branch() {
        String head = gitDirectory.map(git -> read(git.resolve("HEAD"))).orElse("");
        return head.startsWith(BRANCH) ? head.substring(BRANCH.length()).strip() : "";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            // Not readable, or not text: as if there were no git.
            return "";
        }
    }
}
