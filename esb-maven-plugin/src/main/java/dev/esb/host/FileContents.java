package dev.esb.host;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is in files of this machine, as texts that stand for it, which are the same in another checkout.
 *
 * <p>Of a directory, what git ignores does not count, since every build changes it. From {@link #MOST_BYTES} on, size and time of a file
 * stand for what is in it.
 */
public final class FileContents {
    private static final long MOST_BYTES = 1L << 30;

    private final GitCommand git;
    private final long mostBytes;
    private long read;

    public FileContents() {
        this(new GitCommand("git", System.getenv()), MOST_BYTES);
    }

    FileContents(GitCommand git, long mostBytes) {
        this.git = git;
        this.mostBytes = mostBytes;
    }

    /**
     * The texts of a file, or of the files below a directory, by path. What is neither, such as a socket, has none.
     *
     * @param path absolute
     * @throws EsbException when one cannot be read
     */
    public SortedMap<Path, String> of(Path path) {
        SortedMap<Path, String> contents = new TreeMap<>();
        try {
            if (Files.isRegularFile(path)) {
                contents.put(path, content(path));
            } else if (Files.isDirectory(path)) {
                for (Path file : files(path)) {
                    contents.put(file, Files.isSymbolicLink(file) ? link(file) : content(file));
                }
            }
        } catch (IOException e) {
            throw new EsbException("'%s' cannot be read: %s.".formatted(path, FileProblem.of(e)), e);
        }
        return contents;
    }

    /**
     * The files below a directory of which git does not ignore a path, and that are wanted.
     *
     * @param isWanted asked with the path from the directory
     * @throws EsbException when the directory cannot be read
     */
    public List<Path> matching(Path directory, Predicate<Path> isWanted) {
        try {
            return files(directory).stream()
                    .filter(file -> isWanted.test(directory.relativize(file)))
                    .toList();
        } catch (IOException e) {
            throw new EsbException("'%s' cannot be read: %s.".formatted(directory, FileProblem.of(e)), e);
        }
    }

    private Collection<Path> files(Path directory) throws IOException {
        Optional<Set<String>> listed = git.notIgnored(directory);
        if (listed.isPresent()) {
            return listed(directory, listed.get());
        }
        List<Path> files = new ArrayList<>();
        // A walk does not follow a link from which it begins.
        Path start = directory.toRealPath();
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
                    files.add(directory.resolve(start.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    /** Git also lists files that were removed, and repositories inside, such as submodules, as a whole. */
    private Collection<Path> listed(Path directory, Set<String> names) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            Path file = directory.resolve(name);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(file)) {
                files.add(file);
            } else if (Files.exists(file.resolve(".git"), LinkOption.NOFOLLOW_LINKS) && !file.equals(directory)) {
                files.addAll(files(file));
            }
        }
        files.sort(null);
        return files;
    }

    private static String link(Path file) throws IOException {
        return Hash.of("link to " + Files.readSymbolicLink(file));
    }

    private String content(Path file) throws IOException {
        long size = Files.size(file);
        read += size;
        if (read > mostBytes) {
            return Hash.of(size + " bytes of " + Files.getLastModifiedTime(file));
        }
        MessageDigest hash = Hash.begin();
        try (InputStream content = Files.newInputStream(file)) {
            content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), hash));
        }
        return Hash.end(hash);
    }
}
