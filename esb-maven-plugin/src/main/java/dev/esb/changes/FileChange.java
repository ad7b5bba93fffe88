package dev.esb.changes;

/**
 * A file that containers have changed.
 *
 * @param file its path from that of the host in place of which containers see a volume; empty for that itself
 * @param type what it is, or was if it is deleted
 */
record FileChange(Kind kind, String file, FileEntry.Kind type) {
    enum Kind {
        ADDED,
        /** In its content, its permissions or its owner, or it is something else now. */
        CHANGED,
        /** With all that was in it. */
        DELETED
    }
}
