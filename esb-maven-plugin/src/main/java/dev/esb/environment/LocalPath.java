package dev.esb.environment;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is at a path of this machine, with all that is below it. What a symbolic link at the path itself points to counts, those below it do not.
 *
 * @param bytes the sizes of all files together; so much at least, where there are more than a million
 * @param unreadable a file or directory that this process may not read
 */
public record LocalPath(Kind kind, long bytes, Optional<Path> unreadable) {
    /** What a path can be. */
    public enum Kind {
        /** There is nothing, or a symbolic link to nothing. */
        MISSING,
        FILE,
        DIRECTORY,
        /** A socket, a device or a pipe, which cannot be copied. */
        OTHER
    }

    /** The sizes of all files together, for messages. */
    public ByteSize size() {
        return new ByteSize(bytes);
    }

    /** Whether it can be copied to another machine. */
    public boolean isCopyable() {
        return kind == Kind.FILE || kind == Kind.DIRECTORY;
    }
}
