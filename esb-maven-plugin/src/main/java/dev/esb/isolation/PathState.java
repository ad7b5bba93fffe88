package dev.esb.isolation;

/** What is at a path of the host before the stack starts. */
public enum PathState {
    /** Nothing: what a container creates there is run-time data. */
    MISSING,
    /** A directory that git ignores: run-time data of an earlier run. */
    IGNORED_DIRECTORY,
    /** A file or socket that git ignores: run-time data, or a setting of this machine. */
    IGNORED_FILE,
    /** A directory that the running environment has replaced with one of its own, whatever is at the path now. */
    MOVED_DIRECTORY,
    /** A file that the running environment has replaced with one of its own, whatever is at the path now. */
    MOVED_FILE,
    /** A path that exists and that git does not ignore, is outside of any repository, or cannot be read. */
    PRESENT
}
