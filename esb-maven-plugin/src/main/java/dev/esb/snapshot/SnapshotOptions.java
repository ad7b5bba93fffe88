package dev.esb.snapshot;

import java.util.List;

/**
 * Whether and how an environment begins with a snapshot.
 *
 * @param mode whether
 * @param stack which stack it is, for people and for the limit: the same in another checkout
 * @param inputs further files that decide what is in the data, as patterns of paths from the module's base directory
 * @param limit how many snapshots of one stack are kept
 */
public record SnapshotOptions(Mode mode, String stack, List<String> inputs, int limit) {
    /** {@code esb.snapshotLimit}, if the user does not say. */
    public static final int DEFAULT_LIMIT = 3;

    /** No snapshot. */
    public static final SnapshotOptions OFF = new SnapshotOptions(Mode.OFF, "", List.of(), DEFAULT_LIMIT);

    /** The values of {@code esb.snapshot}. */
    public enum Mode {
        /** Every environment is filled by itself. */
        OFF,
        /** It begins with the snapshot that fits, or makes it. */
        ON,
        /** It makes a new snapshot, whether there is one or not. */
        REFRESH
    }
}
