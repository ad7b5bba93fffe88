package dev.esb.environment;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The one place that writes files. Unless permissions are named, files and directories are for their owner alone: an environment's
 * values can be secrets.
 */
public final class PrivateFiles {
    private static final String DRAFT = ".tmp";

    private PrivateFiles() {}

    /** Creates a directory for the owner alone (0700), with its parents; one that is there stays as it is. */
    public static void createDirectory(Path directory) throws IOException {
        Permissions.OWNER_DIRECTORY.createDirectories(directory);
    }

    /**
     * Creates a directory that every user may use who can reach it (0777), such as the users of containers, in a directory for the
     * owner alone.
     */
    public static void createOpenDirectory(Path directory) throws IOException {
        createDirectory(directory.getParent());
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory);
            // Not at creation, where the umask would take a part of it away.
            Permissions.OPEN_DIRECTORY.impose(directory);
        }
    }

    /** Creates an empty file for the owner alone (0600), unless there is a file of that name. */
    static void createIfAbsent(Path file) throws IOException {
        try {
            Files.createFile(file, Permissions.OWNER_FILE.attributes(file));
        } catch (FileAlreadyExistsException e) {
            // Another process was faster.
        }
    }

    /** Writes a file for the owner alone (0600), whole or not at all. */
    public static void write(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8), Permissions.OWNER_FILE);
    }

    /** Writes a file whole or not at all, with its permissions from the first moment. A symbolic link is replaced, not followed. */
    public static void write(Path file, byte[] content, Permissions permissions) throws IOException {
        Files.createDirectories(file.getParent());
        Path draft = Files.createTempFile(
                file.getParent(), "." + file.getFileName() + ".", DRAFT, permissions.attributes(file));
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                // Otherwise the name could survive a crash of the machine, and the content not.
                channel.force(true);
            }
            permissions.impose(draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Removes what writers left in a directory that were killed; the caller makes sure that no other process writes there. */
    public static void deleteDrafts(Path directory) throws IOException {
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(directory, ".*" + DRAFT)) {
            for (Path draft : drafts) {
                Files.delete(draft);
            }
        }
    }

    /** Opens a file for the owner alone (0600), in place of the one that may be there. */
    public static BufferedWriter newWriter(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, Permissions.OWNER_FILE.attributes(file));
        return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    /** Removes a directory with what is in it. A symbolic link is removed itself, what it points to is left alone. */
    public static void deleteDirectory(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
