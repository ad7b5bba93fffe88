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

/** POSIX permissions of files and directories. They have no effect on file systems without POSIX permissions. */
public enum Permissions {
    /** 0700: only its owner may list, enter or change the directory. */
    OWNER_DIRECTORY("rwx------"),
    /** 0777: every user may list, enter and change the directory. */
    OPEN_DIRECTORY("rwxrwxrwx"),
    /** 0600: only its owner may read or write the file. */
    OWNER_FILE("rw-------"),
    /** 0644: every user may read the file, and only its owner may write it. */
    PUBLIC_FILE("rw-r--r--");

    private final Set<PosixFilePermission> posix;

    Permissions(String posix) {
        this.posix = PosixFilePermissions.fromString(posix);
    }

    /** The attributes to create a file with, so that it never has wider permissions, not even for a moment. */
    FileAttribute<?>[] attributes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(posix)}
                : new FileAttribute<?>[0];
    }

    /** Creates a directory and its missing parents with these permissions; existing ones keep theirs. */
    public void createDirectories(Path path) throws IOException {
        Files.createDirectories(path, attributes(path));
    }

    /** Sets the permissions of an existing file or directory; not through a symbolic link. */
    public void impose(Path path) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        // Only set if they differ: the system refuses this to a user who does not own the file, even if nothing would
        // change.
        if (view != null && !view.readAttributes().permissions().equals(posix)) {
            view.setPermissions(posix);
        }
    }
}
