package dev.esb.isolation;

/** What is at a path of the host before the stack starts. */
public enum PathState {
    /** Nothing: what a container creates there is run-time data. */
    MISSING,
    /** A directory that git ignores: run-time data of an earlier run. Or anything else that it ignores and that is no file, such as a socket. */
    IGNORED_DIRECTORY,
    /** A file that git ignores: run-time data, or a setting of this machine. */
    IGNORED_FILE,
    /** A file that git does not ignore, or that is outside of any repository. */
    PRESENT_FILE,
    /** A directory that git does not ignore, or that is outside of any repository. */
    PRESENT,
    /**
     * Anything else that exists: a socket or device, what this process may not look at, a directory below which another file system is mounted, and,
     * on a machine with SELinux, one that is to be labelled for containers.
     */
    PRESENT_OTHER;

    /** Whether the path belongs to the stack as its author wrote it, and stays where it is unless the user isolates it. */
    boolean isInput() {
        return this == PRESENT || this == PRESENT_FILE || this == PRESENT_OTHER;
    }

    /** The state of a path that belongs to the stack although git ignores it. */
    PathState asInput() {
        return switch (this) {
            case IGNORED_DIRECTORY -> PRESENT;
            case IGNORED_FILE -> PRESENT_FILE;
            default -> this;
        };
    }

    /** Whether an environment that has the path for itself begins with a copy of it. */
    boolean isFile() {
        return this == IGNORED_FILE || this == PRESENT_FILE;
    }
}
