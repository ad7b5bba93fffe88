package dev.esb.isolation;

/** What is at a path of the host before the stack starts. */
public enum PathState {
    /** Nothing: what comes to be there is run-time data. */
    MISSING,
    /** A directory that git ignores: run-time data of an earlier run. */
    IGNORED_DIRECTORY,
    /** A file, or a socket, that git ignores: run-time data, or a setting of this machine. */
    IGNORED_FILE,
    /** Something that git tracks, that lies outside a repository, or that cannot be looked at. */
    PRESENT
}
