package dev.esb.archive;

/**
 * An entry of a tar archive, without its content.
 *
 * @param name its path in the archive, with {@code /} between its names and none at the end; as the archive has it, which can be any text
 * @param header what the archive says of it; the size is 0 for all but files
 * @param link where a symbolic link leads, or the name of the entry of which it is another name; else empty
 * @param isWhiteout whether it is the device 0/0, by which overlayfs notes that something is deleted
 *     (<a href="https://docs.kernel.org/filesystems/overlayfs.html#whiteouts-and-opaque-directories">whiteouts</a>)
 */
public record TarEntry(String name, TarHeader header, String link, boolean isWhiteout) {
    static final char HARD_LINK = '1';

    /** Whether it is a further name of a file of which the archive has the content under another one. */
    public boolean isHardLink() {
        return header.type() == HARD_LINK;
    }
}
