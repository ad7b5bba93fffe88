package dev.esb.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who may access a file. Means nothing, and does no harm, on file systems without POSIX permissions. */
public enum Permissions {
    OWNER_DIRECTORY("rwx------"),
    OPEN_DIRECTORY("rwxrwxrwx"),
    OWNER_FILE("rw-------"),
    PUBLIC_FILE("rw-r--r--");

    private final Set<PosixFilePermission> posix;

    Permissions(String posix) {
        this.posix = PosixFilePermissions.fromString(posix);
    }

    /** What to create a file with, so that there is no moment at which it has wider permissions. */
    public FileAttribute<?>[] attributes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(posix)}
                : new FileAttribute<?>[0];
    }

    public void createDirectories(Path path) throws IOException {
        Files.createDirectories(path, attributes(path));
    }

    /** Brings what already exists to these permissions. */
    public void impose(Path path) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        // Not set without need: a user who may write here but owns nothing would be refused.
        if (view != null && !view.readAttributes().permissions().equals(posix)) {
            view.setPermissions(posix);
        }
    }
}
