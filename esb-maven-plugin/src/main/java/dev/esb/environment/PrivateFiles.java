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
 * Creates, writes and deletes the plugin's files. Unless a method says otherwise, only the owner can read them, because the values of an
 * environment can be secrets.
 */
public final class PrivateFiles {
    /** The end of the names of temporary files, which are renamed once they are complete. */
    private static final String DRAFT = ".tmp";

    private PrivateFiles() {}

    /** Creates a directory and its missing parents, which only the owner may enter (0700). Existing ones keep their permissions. */
    public static void createDirectory(Path directory) throws IOException {
        Permissions.OWNER_DIRECTORY.createDirectories(directory);
    }

    /**
     * Creates a directory in which every user may create files (0777), as processes in containers run as other users. A missing parent is
     * created with 0700, so that other users of the host cannot reach it.
     */
    public static void createOpenDirectory(Path directory) throws IOException {
        createDirectory(directory.getParent());
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory);
            // Not when it is created: the umask of the process would remove some of the permissions.
            Permissions.OPEN_DIRECTORY.impose(directory);
        }
    }

    /** Creates an empty file that only the owner can read (0600), if it does not exist. */
    static void createIfAbsent(Path file) throws IOException {
        try {
            Files.createFile(file, Permissions.OWNER_FILE.attributes(file));
        } catch (FileAlreadyExistsException e) {
            // It existed, or another process has created it at the same moment.
        }
    }

    /** Writes a file that only the owner can read (0600), as a whole: other processes see the old content or the new one. */
    public static void write(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8), Permissions.OWNER_FILE);
    }

    /** Writes a file as a whole, with these permissions from its creation on. Replaces a symbolic link, and does not follow it. */
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
                // Otherwise, after a crash of the machine, the file could have its new name but not its content.
                channel.force(true);
            }
            permissions.impose(draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Adds to the end of a file that only the owner can read (0600). Does not follow a symbolic link, and does not create the directory. */
    public static void append(Path file, String text) throws IOException {
        createIfAbsent(file);
        Permissions.OWNER_FILE.impose(file);
        Files.writeString(file, text, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    }

    /** Removes temporary files of processes that were killed. The caller makes sure that no other process writes in the directory. */
    public static void deleteDrafts(Path directory) throws IOException {
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(directory, ".*" + DRAFT)) {
            for (Path draft : drafts) {
                Files.delete(draft);
            }
        }
    }

    /** Creates a file that only the owner can read (0600), in place of an existing one, and opens it for writing. */
    public static BufferedWriter newWriter(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, Permissions.OWNER_FILE.attributes(file));
        return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    /** Removes a file, or a directory with all that is in it, if it exists. Removes symbolic links and leaves their targets alone. */
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
