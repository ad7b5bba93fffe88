package dev.esb.snapshot;

import dev.esb.environment.VolumeOverlay;
import java.util.Optional;

/**
 * A volume of a stack whose data a snapshot keeps.
 *
 * @param key in the rendered file
 * @param name of the environment's volume
 * @param inSnapshot its key in a snapshot, which is the same in another checkout
 * @param unnamed where it is mounted that has no name in the stack, because the image declares it, or the stack names only the path; empty for a
 *     volume that the stack names
 */
public record DataVolume(String key, String name, String inSnapshot, Optional<Mount> unnamed) {
    /**
     * A path in the containers of a service.
     *
     * @param target absolute
     */
    public record Mount(String service, String target) {}

    /** The environment's volume over that of a snapshot. */
    VolumeOverlay over(String snapshotVolume) {
        return new VolumeOverlay(key, name, snapshotVolume);
    }
}
