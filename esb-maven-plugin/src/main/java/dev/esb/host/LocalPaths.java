package dev.esb.host;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.Hash;
import dev.esb.environment.LocalPath;
import dev.esb.environment.LocalPath.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at paths of this machine, each of them once. Not safe for use by several threads. */
public final class LocalPaths {
    /** Far more than anything that is worth a copy has; the root of a file system can have as many. */
    private static final int MOST_ENTRIES = 1_000_000;

    /** File systems of Linux without files of their own, below the root of all. */
    private static final List<Path> VIRTUAL = List.of(Path.of("/dev"), Path.of("/proc"), Path.of("/sys"));

    private final Map<Path, LocalPath> known = new HashMap<>();
    private final Map<Path, String> digests = new HashMap<>();

    /** What is at a path, and how much of it. */
    public LocalPath at(Path path) {
        return known.computeIfAbsent(path, LocalPaths::look);
    }

    /**
     * A text that changes with what is in a file or directory: names, contents, links and permissions, not times.
     *
     * @throws EsbException when it cannot be read
     */
    public String digest(Path path) {
        return digests.computeIfAbsent(path, LocalPaths::digestOf);
    }

    private static LocalPath look(Path path) {
        if (Files.notExists(path)) {
            return new LocalPath(Kind.MISSING, 0, Optional.empty());
        }
        try {
            Path real = path.toRealPath();
            if (Files.isDirectory(real)) {
                Tree tree = new Tree();
                Files.walkFileTree(real, tree);
                return new LocalPath(Kind.DIRECTORY, tree.bytes, tree.unreadable);
            }
            return Files.isRegularFile(real)
                    ? new LocalPath(Kind.FILE, Files.size(real), unreadable(real))
                    : new LocalPath(Kind.OTHER, 0, Optional.empty());
        } catch (IOException e) {
            // It, or a directory above it, is closed to this user.
            return new LocalPath(Kind.FILE, 0, Optional.of(path));
        }
    }

    private static Optional<Path> unreadable(Path path) {
        return Files.isReadable(path) ? Optional.empty() : Optional.of(path);
    }

    /** Everything below a directory, and the directory itself. Does not follow links. */
    private static final class Tree extends SimpleFileVisitor<Path> {
        private final List<Path> paths = new ArrayList<>();
        private long bytes;
        private Optional<Path> unreadable = Optional.empty();

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return VIRTUAL.contains(directory) ? FileVisitResult.SKIP_SUBTREE : add(directory);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                bytes += attributes.size();
                if (unreadable.isEmpty()) {
                    unreadable = LocalPaths.unreadable(file);
                }
            }
            return add(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException reason) {
            // One that another process has just removed is none any more.
            if (unreadable.isEmpty() && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                unreadable = Optional.of(path);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException reason) {
            return FileVisitResult.CONTINUE;
        }

        private FileVisitResult add(Path path) {
            paths.add(path);
            return paths.size() < MOST_ENTRIES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }
    }

    private static String digestOf(Path path) {
        try {
            Path real = path.toRealPath();
            Tree tree = new Tree();
            Files.walkFileTree(real, tree);
            Collections.sort(tree.paths);
            MessageDigest digest = Hash.begin();
            for (Path each : tree.paths) {
                add(digest, real.relativize(each).toString().replace('\\', '/'));
                add(digest, permissions(each));
                if (Files.isSymbolicLink(each)) {
                    add(digest, Files.readSymbolicLink(each).toString());
                } else if (Files.isRegularFile(each)) {
                    add(digest, String.valueOf(Files.size(each)));
                    try (InputStream content = Files.newInputStream(each)) {
                        content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
                    }
                }
            }
            return Hash.end(digest).substring(0, 32);
        } catch (IOException e) {
            throw new EsbException("'%s' cannot be read: %s.".formatted(path, FileProblem.of(e)), e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update((text + "\0").getBytes(StandardCharsets.UTF_8));
    }

    private static String permissions(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? new TreeMap<>(Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS)).toString()
                : "";
    }
}
