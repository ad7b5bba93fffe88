package dev.esb.environment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of the volumes that keep the data of snapshots. They belong to no environment. */
public final class SnapshotVolumes {
    /** Before the ID in the names of all that a snapshot consists of. */
    public static final String PREFIX = "esb-snapshot-";

    private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "([0-9a-f]{12})_(.+)");

    private SnapshotVolumes() {}

    /**
     * The name of one.
     *
     * @param id the snapshot's, 12 hexadecimal digits
     * @param key of the volume in the rendered file
     */
    public static String name(String id, String key) {
        return PREFIX + id + "_" + key;
    }

    /** Whether a volume is one of a snapshot. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The ID of the snapshot that a volume is of; empty for any other volume. */
    public static Optional<String> id(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The key of a volume of a snapshot in the rendered file; of any other volume its name. */
    public static String key(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? matcher.group(2) : name;
    }

    /**
     * The name that the volume has in an environment: while a snapshot is made, and where it could not be, the environment's containers mount the
     * volumes of the snapshot themselves.
     */
    public static String inEnvironment(String name, String project) {
        return isName(name) ? project + "_" + key(name) : name;
    }
}
