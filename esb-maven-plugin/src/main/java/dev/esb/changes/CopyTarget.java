package dev.esb.changes;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.environment.PrivateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Writes files into a directory that is not there before all of them are. Until {@link #complete}, they are in another one beside it, which {@link
 * #close()} removes.
 *
 * <p>Nothing is written outside of it, whatever the names and links of the files are: links are made when all files are there, so that no file is
 * written through one, and nothing that is there is replaced.
 */
final class CopyTarget implements AutoCloseable {
    /** Not those by which a program gets the rights of its owner, who is another one here. */
    private static final int PERMISSIONS = 0777;

    private final Path directory;
    private final Path unfinished;
    private final Map<Path, String> links = new LinkedHashMap<>();
    private final NavigableMap<Path, Integer> modes = new TreeMap<>();

    /**
     * @param directory is empty, or not there
     * @throws EsbException when nothing can be written beside it
     */
    CopyTarget(Path directory) {
        this.directory = directory;
        this.unfinished = directory.resolveSibling(".%s-%s.tmp".formatted(directory.getFileName(), UUID.randomUUID()));
        try {
            Files.createDirectories(directory.getParent());
            Files.createDirectory(unfinished);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** @param path from the directory, with {@code /} */
    void addDirectory(String path, int mode) {
        Path target = inside(path);
        try {
            Files.createDirectories(target);
            modes.put(target, mode);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** @return gets the content, and is to be closed */
    OutputStream addFile(String path, int mode) {
        Path target = inside(path);
        try {
            Files.createDirectories(target.getParent());
            modes.put(target, mode);
            return Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    void addLink(String path, String link) {
        links.put(inside(path), link);
    }

    /** @throws EsbException when not all can be written */
    void complete() {
        try {
            for (Map.Entry<Path, String> link : links.entrySet()) {
                Files.createDirectories(link.getKey().getParent());
            }
            for (Map.Entry<Path, String> link : links.entrySet()) {
                Files.createSymbolicLink(link.getKey(), FilePath.link(link.getKey(), link.getValue()));
            }
            setModes();
            Files.deleteIfExists(directory);
            Files.move(unfinished, directory);
        } catch (IOException | UnsupportedOperationException e) {
            throw failed(e instanceof IOException io ? io : new IOException(e.getMessage(), e));
        }
    }

    /** From the deepest on, because a directory may then be closed to this account as well. */
    private void setModes() throws IOException {
        if (unfinished.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            for (Path path : modes.descendingKeySet()) {
                Files.setPosixFilePermissions(path, permissions(modes.get(path)));
            }
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        StringBuilder text = new StringBuilder();
        for (int bit = 8; bit >= 0; bit--) {
            text.append((mode & PERMISSIONS & 1 << bit) == 0 ? '-' : "rwx".charAt(2 - bit % 3));
        }
        return PosixFilePermissions.fromString(text.toString());
    }

    private Path inside(String path) {
        Path target = FilePath.in(unfinished, path);
        if (!target.normalize().equals(target) || !target.startsWith(unfinished)) {
            throw new EsbException("No file of this machine can have the name '%s'.".formatted(path));
        }
        return target;
    }

    private EsbException failed(IOException e) {
        return new EsbException(
                "What containers have changed cannot be copied to '%s': %s. Name another directory: -Desb.copy=DIR"
                        .formatted(directory, FileProblem.of(e, directory)),
                e);
    }

    /** Removes what is not complete. */
    @Override
    public void close() {
        try {
            PrivateFiles.deleteDirectory(unfinished);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
