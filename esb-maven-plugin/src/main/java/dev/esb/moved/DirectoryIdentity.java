package dev.esb.moved;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tells a directory from another one that is at the same path later: its inode. */
public final class DirectoryIdentity {
    private DirectoryIdentity() {}

    /** Empty where there is none; {@code -} where the file system does not tell. */
    public static String of(Path directory) {
        try {
            return Files.getAttribute(directory, "unix:ino").toString();
        } catch (IOException e) {
            return Files.exists(directory) ? "-" : "";
        } catch (UnsupportedOperationException e) {
            return "-";
        }
    }
}
