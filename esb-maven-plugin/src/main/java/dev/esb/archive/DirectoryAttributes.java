package dev.esb.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads owner, permissions and time of a directory: of this machine, or from the first lines of its tar archive, as {@code docker cp} prints it.
 * Numbers that are too large for a header are in the records before it (<a
 * href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html">POSIX: pax</a>).
 */
public final class DirectoryAttributes {
    /** mode, uid, gid, size, time, checksum, type, link and what says that it is a header; names have no such numbers. */
    private static final Pattern HEADER =
            Pattern.compile("([0-7]{7})\0([0-7]{7})\0([0-7]{7})\0[0-7]{11}\0([0-7]{11})\0[0-7]{6}\0 5\0{100}ustar");

    private static final Pattern LARGE = Pattern.compile("(?m)^\\d+ ([ug]id)=(\\d+)$");

    private static final int PERMISSIONS = 07777;

    private DirectoryAttributes() {}

    /**
     * Those of a directory of this machine.
     *
     * @return empty where the file system does not tell, or there is none
     */
    public static Optional<TarHeader> of(Path directory) {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Optional.empty();
        }
        try {
            return Optional.of(TarHeader.of(directory.toRealPath(), TarHeader.DIRECTORY, 0));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads them.
     *
     * @param lines the output so far; its first header is that of the directory
     * @return empty where the header is not complete yet
     */
    public static Optional<TarHeader> read(String lines) {
        Matcher header = HEADER.matcher(lines);
        if (!header.find()) {
            return Optional.empty();
        }
        long uid = octal(header.group(2));
        long gid = octal(header.group(3));
        Matcher large = LARGE.matcher(lines.substring(0, header.start()).replace("\0", "\n"));
        while (large.find()) {
            long id = Long.parseLong(large.group(2));
            uid = large.group(1).equals("uid") ? id : uid;
            gid = large.group(1).equals("gid") ? id : gid;
        }
        int mode = (int) octal(header.group(1)) & PERMISSIONS;
        return Optional.of(new TarHeader(TarHeader.DIRECTORY, mode, uid, gid, 0, octal(header.group(4))));
    }

    private static long octal(String digits) {
        return Long.parseLong(digits, 8);
    }
}
