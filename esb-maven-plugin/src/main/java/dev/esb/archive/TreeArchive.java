package dev.esb.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory of this machine as a tar archive, with owners, permissions and links. Made while it is read. Sockets, devices and pipes are left out,
 * and so is what is gone when it is its turn.
 */
public final class TreeArchive {
    private final Path tree;
    private final String target;

    /**
     * @param tree the directory; if it is a link, what that leads to
     * @param target its path in the directory into which the archive is extracted
     */
    public TreeArchive(Path tree, String target) {
        this.tree = tree;
        this.target = target;
    }

    /** @throws IOException when the directory cannot be listed */
    public InputStream open() throws IOException {
        Path real = tree.toRealPath();
        Iterator<Path> paths;
        try (Stream<Path> all = Files.walk(real)) {
            paths = all.toList().iterator();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new SequenceInputStream(new Enumeration<>() {
            private boolean isComplete;

            @Override
            public boolean hasMoreElements() {
                return !isComplete;
            }

            @Override
            public InputStream nextElement() {
                if (paths.hasNext()) {
                    return entry(real, paths.next());
                }
                isComplete = true;
                return new ByteArrayInputStream(new byte[2 * TarHeader.BLOCK]);
            }
        });
    }

    private InputStream entry(Path real, Path path) {
        try {
            if (Files.isSymbolicLink(path)) {
                byte[] link = link(Files.readSymbolicLink(path));
                return header(path, TarHeader.LINK, 0, name(real, path), link);
            }
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                ByteArrayOutputStream name = new ByteArrayOutputStream();
                name.writeBytes(name(real, path));
                name.write('/');
                return header(path, TarHeader.DIRECTORY, 0, name.toByteArray(), new byte[0]);
            }
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                return file(path, name(real, path));
            }
        } catch (NoSuchFileException e) {
            return InputStream.nullInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return InputStream.nullInputStream();
    }

    private static InputStream file(Path path, byte[] name) throws IOException {
        InputStream content = Files.newInputStream(path);
        long size = Files.size(path);
        // A program can write to it meanwhile: the entry has as much as its header says.
        InputStream exact = new ExactInputStream(content, size);
        byte[] rest = new byte[(int) (-size & TarHeader.BLOCK - 1)];
        return new SequenceInputStream(Collections.enumeration(
                List.of(header(path, TarHeader.FILE, size, name, new byte[0]), exact, new ByteArrayInputStream(rest))));
    }

    private static InputStream header(Path path, char type, long size, byte[] name, byte[] link) throws IOException {
        return new ByteArrayInputStream(TarHeader.of(path, type, size).of(name, link));
    }

    private byte[] name(Path real, Path path) {
        String raw = rawPath(path);
        String below = path.equals(real) ? "" : raw.substring(rawPath(real).length());
        return decoded(target + (below.isEmpty() || below.startsWith("/") ? "" : "/") + below, target.length());
    }

    private static byte[] link(Path link) {
        // The text of a path has the separators of this machine, and a URI has those of the container.
        Path root = link.toAbsolutePath().getRoot();
        String raw = rawPath(root.resolve(link));
        return decoded(
                link.isAbsolute()
                        ? raw
                        : raw.substring(root.toUri().getRawPath().length()),
                0);
    }

    /** Has the bytes of the file system as they are; in the text of a path, those are lost that the locale of this process does not know. */
    private static String rawPath(Path path) {
        String raw = path.toUri().getRawPath();
        return raw.length() > 1 && raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    }

    /** @param from where the escaped part begins */
    private static byte[] decoded(String text, int from) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text.substring(0, from).getBytes(StandardCharsets.UTF_8));
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
