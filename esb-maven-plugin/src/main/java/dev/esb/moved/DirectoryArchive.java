package dev.esb.moved;

import dev.esb.archive.TarHeader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A tar archive of empty directories of root, 0755, as the engine makes a directory that is missing on the host. The files of an ordinary
 * account could not be root's, and {@code docker cp} keeps the owner.
 */
final class DirectoryArchive {
    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

    /**
     * Adds a directory.
     *
     * @param name its path in the directory into which the archive is extracted, with {@code /}
     */
    void add(String name) {
        byte[] bytes = (name + "/").getBytes(StandardCharsets.UTF_8);
        TarHeader header = TarHeader.ofMissingDirectory(Instant.now().getEpochSecond());
        archive.writeBytes(header.of(bytes, new byte[0]));
    }

    /** The archive; all that is no name is ASCII. */
    String text() {
        return archive.toString(StandardCharsets.UTF_8) + "\0".repeat(2 * TarHeader.BLOCK);
    }
}
