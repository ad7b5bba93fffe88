package dev.esb.changes;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.changes.FileEntry.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** As this process sees it; what it may not read, the engine is asked for, where that has it as well. */
final class HostOriginal implements Original {
    private final Path root;
    private final Optional<Original> onEngine;

    /**
     * @param root the path; if it is a link, what that leads to
     * @param onEngine the same as the engine sees it; empty where it is on this machine only
     */
    HostOriginal(Path root, Optional<Original> onEngine) {
        this.root = real(root);
        this.onEngine = onEngine;
    }

    private static Path real(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            return root;
        }
    }

    @Override
    public Optional<FileEntry> at(String path) {
        try {
            return Optional.of(entry(FilePath.in(root, path)));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            return orEngine(e).at(path);
        }
    }

    @Override
    public List<String> children(String directory) {
        try (Stream<Path> children = Files.list(FilePath.in(root, directory))) {
            return children.map(child -> FilePath.child(directory, FilePath.name(child)))
                    .toList();
        } catch (IOException e) {
            return orEngine(e).children(directory);
        }
    }

    @Override
    public String digest(String path) {
        try (InputStream content = Files.newInputStream(FilePath.in(root, path))) {
            return ContentDigest.of(content);
        } catch (IOException e) {
            return orEngine(e).digest(path);
        }
    }

    @Override
    public boolean hasOwnerOf(String path, FileEntry other) {
        // A rootless engine has other numbers for the same accounts.
        return at(path).filter(other::hasOwnerOf).isPresent()
                || onEngine.filter(engine -> engine.hasOwnerOf(path, other)).isPresent();
    }

    private static FileEntry entry(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Kind kind = kind(attributes);
        String link =
                kind == Kind.LINK ? Files.readSymbolicLink(path).toString().replace('\\', '/') : "";
        long size = kind == Kind.FILE ? attributes.size() : 0;
        long time = attributes.lastModifiedTime().to(TimeUnit.SECONDS);
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return new FileEntry(kind, -1, -1, -1, size, time, link, "");
        }
        Map<String, Object> unix = Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
        return new FileEntry(
                kind,
                (int) unix.get("mode") & 07777,
                (int) unix.get("uid") & 0xffffffffL,
                (int) unix.get("gid") & 0xffffffffL,
                size,
                time,
                link,
                "");
    }

    private static Kind kind(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return Kind.FILE;
        }
        if (attributes.isDirectory()) {
            return Kind.DIRECTORY;
        }
        return attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
    }

    private Original orEngine(IOException reason) {
        return onEngine.orElseThrow(() -> new EsbException(
                "What containers have changed in '%s' cannot be found out, because this cannot be read: %s."
                        .formatted(root, FileProblem.of(reason)),
                reason));
    }
}
