package dev.esb.changes;

import dev.esb.archive.TarEntry;
import dev.esb.archive.TarHeader;

/**
 * What is at a path: a file, directory, symbolic link, or something else.
 *
 * @param mode the permissions; -1 where the file system has none
 * @param uid the owner; -1 where the file system has none
 * @param gid the group; -1 where the file system has none
 * @param size of a file, in bytes; else 0
 * @param time of the last change, in seconds since 1970; no change by itself, but two files with different ones are not the same file
 * @param link where a symbolic link leads; else empty
 * @param digest a text that stands for the content of a file; empty where it is not known, and for all else
 */
record FileEntry(Kind kind, int mode, long uid, long gid, long size, long time, String link, String digest) {
    /** What it is. */
    enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        /** A pipe, a socket or a device. */
        OTHER,
        /** What overlayfs has in place of what is deleted. */
        WHITEOUT
    }

    static FileEntry of(TarEntry entry, String digest) {
        TarHeader header = entry.header();
        Kind kind = kind(entry);
        String link = kind == Kind.LINK ? entry.link() : "";
        return new FileEntry(
                kind, header.mode(), header.uid(), header.gid(), header.size(), header.time(), link, digest);
    }

    private static Kind kind(TarEntry entry) {
        if (entry.isWhiteout()) {
            return Kind.WHITEOUT;
        }
        return switch (entry.header().type()) {
            case TarHeader.FILE -> Kind.FILE;
            case TarHeader.DIRECTORY -> Kind.DIRECTORY;
            case TarHeader.LINK -> Kind.LINK;
            default -> entry.isHardLink() ? Kind.FILE : Kind.OTHER;
        };
    }

    boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }

    /** Whether it is the same in what can be seen without its content and its owner. The permissions of a link mean nothing. */
    boolean isLike(FileEntry other) {
        return kind == other.kind
                && (kind == Kind.LINK || mode < 0 || other.mode < 0 || mode == other.mode)
                && size == other.size
                && link.equals(other.link);
    }

    boolean hasOwnerOf(FileEntry other) {
        return uid < 0 || other.uid < 0 || uid == other.uid && gid == other.gid;
    }
}
