package dev.esb.tls;

import dev.esb.environment.Permissions;
import dev.esb.environment.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A directory of files that only its owner may enter, and where nothing is read or written through a symbolic link. */
record PrivateDirectory(Path path) {

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
            // Also spares a read that never ends, from a pipe.
            throw new NoSuchFileException(file.toString());
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readAllBytes();
        }
    }

    /** Reads a file that only its owner should have access to, and sees to that when it came by other permissions. */
    byte[] readSecret(String name) throws IOException {
        byte[] content = read(name);
        Permissions.OWNER_FILE.impose(path.resolve(name));
        return content;
    }

    /** Writes a file that others may read, if they are handed it: a container that mounts it has users of its own. */
    void write(String name, byte[] content) throws IOException {
        PrivateFiles.write(path.resolve(name), content, Permissions.PUBLIC_FILE);
    }

    /** Writes a file that only its owner has access to, from the moment it exists. */
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
