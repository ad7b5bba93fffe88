package dev.esb.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What stands before the content of an entry in a tar archive.
 *
 * <p>The format is ustar (<a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html">POSIX: pax</a>), with long names and
 * large numbers as <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">GNU tar</a> writes them.
 *
 * @param type {@link #FILE}, {@link #LINK} or {@link #DIRECTORY}
 * @param mode the permissions
 * @param uid the owner
 * @param gid the group
 * @param size of the content, in bytes
 * @param time of the last change, in seconds since 1970
 */
public record TarHeader(char type, int mode, long uid, long gid, long size, long time) {
    /** An archive is blocks of so many bytes, the last of which are filled with zeros; two blocks of zeros end it. */
    public static final int BLOCK = 512;

    public static final char FILE = '0';
    public static final char LINK = '2';
    public static final char DIRECTORY = '5';

    private static final int PERMISSIONS = 07777;
    private static final long UNSIGNED = 0xffffffffL;
    private static final int LONGEST_NAME = 100;
    private static final char LONG_NAME = 'L';
    private static final char LONG_LINK = 'K';

    /** Of a directory as the engine makes one that is missing on the host: of root, 0755. */
    public static TarHeader ofMissingDirectory(long time) {
        return new TarHeader(DIRECTORY, 0755, 0, 0, 0, time);
    }

    /**
     * As a path of this machine has it, a link as itself. Of root, 0755, where the file system has no owners.
     *
     * @param size of the content, in bytes
     */
    static TarHeader of(Path path, char type, long size) throws IOException {
        long time = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).to(TimeUnit.SECONDS);
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return new TarHeader(type, 0755, 0, 0, size, time);
        }
        Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
        return new TarHeader(
                type,
                (int) attributes.get("mode") & PERMISSIONS,
                (int) attributes.get("uid") & UNSIGNED,
                (int) attributes.get("gid") & UNSIGNED,
                size,
                time);
    }

    /**
     * The blocks.
     *
     * @param name the entry's path in the directory into which the archive is extracted, with {@code /}; that of a directory has one at its end
     * @param link where a link leads; else empty
     */
    public byte[] of(byte[] name, byte[] link) {
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        addLong(blocks, name, LONG_NAME);
        addLong(blocks, link, LONG_LINK);
        blocks.writeBytes(block(name, link));
        return blocks.toByteArray();
    }

    /** In an entry before the one that it is of. */
    private static void addLong(ByteArrayOutputStream blocks, byte[] text, char type) {
        if (text.length > LONGEST_NAME) {
            TarHeader header = new TarHeader(type, 0644, 0, 0, text.length + 1, 0);
            blocks.writeBytes(header.block("././@LongLink".getBytes(StandardCharsets.US_ASCII), new byte[0]));
            blocks.writeBytes(text);
            blocks.writeBytes(new byte[BLOCK - text.length % BLOCK]);
        }
    }

    private byte[] block(byte[] name, byte[] link) {
        byte[] block = new byte[BLOCK];
        System.arraycopy(name, 0, block, 0, Math.min(name.length, LONGEST_NAME));
        put(block, 100, 8, mode);
        put(block, 108, 8, uid);
        put(block, 116, 8, gid);
        put(block, 124, 12, size);
        put(block, 136, 12, time);
        block[156] = (byte) type;
        System.arraycopy(link, 0, block, 157, Math.min(link.length, LONGEST_NAME));
        put(block, 257, "ustar\00000");
        // The sum of all bytes, its own taken for blanks.
        put(block, 148, "        ");
        int sum = 0;
        for (byte each : block) {
            sum += each & 0xff;
        }
        put(block, 148, "%06o\0".formatted(sum));
        return block;
    }

    /** Octal, with a zero at the end; where there is no room for that, binary, with the first bit set. */
    private static void put(byte[] block, int offset, int length, long number) {
        String octal = "%0" + (length - 1) + "o";
        String text = octal.formatted(number);
        if (number >= 0 && text.length() < length) {
            put(block, offset, text);
            return;
        }
        Arrays.fill(block, offset, offset + length, (byte) (number < 0 ? 0xff : 0));
        for (int i = 0; i < Math.min(length - 1, Long.BYTES); i++) {
            block[offset + length - 1 - i] = (byte) (number >> 8 * i);
        }
        block[offset] |= (byte) 0x80;
    }

    private static void put(byte[] block, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, offset, bytes.length);
    }
}
