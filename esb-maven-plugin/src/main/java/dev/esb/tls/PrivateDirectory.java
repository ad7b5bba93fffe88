package dev.esb.tls;

import dev.esb.environment.Permissions;
import dev.esb.environment.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A directory that only its owner may enter (0700), and in which no file is read or written through a symbolic link. */
record PrivateDirectory(Path path) {

    /**
     * Creates the directory if needed, and sets its permissions.
     *
     * @throws IOException when it is a symbolic link or not a directory
     */
    static PrivateDirectory open(Path directory) throws IOException {
        Path path = directory.toAbsolutePath();
        refuseLink(path);
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new IOException("The certificate directory " + path + " is not a directory");
        }
        Permissions.OWNER_DIRECTORY.createDirectories(path);
        Permissions.OWNER_DIRECTORY.impose(path);
        PrivateFiles.deleteDrafts(path);
        return new PrivateDirectory(path);
    }

    byte[] read(String name) throws IOException {
        Path file = path.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            // Also avoids a read from a named pipe, which would never end.
            throw new NoSuchFileException(file.toString());
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readAllBytes();
        }
    }

    /** Reads a file that only its owner may read, and sets its permissions to that (0600). */
    byte[] readSecret(String name) throws IOException {
        byte[] content = read(name);
        Permissions.OWNER_FILE.impose(path.resolve(name));
        return content;
    }

    /** Writes a file that every user may read (0644): in a container that mounts it, processes run as other users. */
    void write(String name, byte[] content) throws IOException {
        PrivateFiles.write(path.resolve(name), content, Permissions.PUBLIC_FILE);
    }

    /** Writes a file that only its owner may read, from its creation on (0600). */
    void writeSecret(String name, byte[] content) throws IOException {
        PrivateFiles.write(path.resolve(name), content, Permissions.OWNER_FILE);
    }

    private static void refuseLink(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new IOException("For the safety of the keys, " + path
                    + " must not be a symbolic link: remove it, or choose another directory for the"
                    + " certificates");
        }
    }
}
