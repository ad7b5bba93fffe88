package dev.esb.moved;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A tar archive of empty directories of root, 0755, as the engine makes a directory that is missing on the host. The files of an ordinary
 * account could not be root's, and {@code docker cp} keeps the owner.
 *
 * <p>The format is ustar (<a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html">POSIX: pax</a>), with long names
 * as <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">GNU tar</a> writes them.
 */
final class DirectoryArchive {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 100;
    private static final char DIRECTORY = '5';
    private static final char LONG_NAME = 'L';

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

    /**
     * Adds a directory.
     *
     * @param name its path in the directory into which the archive is extracted, with {@code /}
     */
    void add(String name) {
        byte[] bytes = (name + "/").getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_NAME) {
            addHeader(bytes, DIRECTORY, 0);
        } else {
            addHeader("././@LongLink".getBytes(StandardCharsets.UTF_8), LONG_NAME, bytes.length + 1);
            archive.writeBytes(bytes);
            archive.writeBytes(new byte[BLOCK - bytes.length % BLOCK]);
            // What it is called is in the entry before it.
            addHeader("long/".getBytes(StandardCharsets.UTF_8), DIRECTORY, 0);
        }
    }

    /** The archive; all that is no name is ASCII. */
    String text() {
        return archive.toString(StandardCharsets.UTF_8) + "\0".repeat(2 * BLOCK);
    }

    private void addHeader(byte[] name, char type, int size) {
        byte[] header = new byte[BLOCK];
        System.arraycopy(name, 0, header, 0, name.length);
        put(header, 100, "%07o", 0755);
        put(header, 108, "%07o", 0);
        put(header, 116, "%07o", 0);
        put(header, 124, "%011o", size);
        put(header, 136, "%011o", Instant.now().getEpochSecond());
        header[156] = (byte) type;
        put(header, 257, "ustar\00000");
        // The sum of all bytes, its own taken for blanks.
        put(header, 148, "        ");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, "%06o\0", sum);
        archive.writeBytes(header);
    }

    private static void put(byte[] header, int offset, String format, Object... values) {
        byte[] text = format.formatted(values).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, header, offset, text.length);
    }
}
