package dev.esb.snapshot;

import dev.esb.isolation.IsolatedModel;
import java.util.Map;
import java.util.Optional;

/**
 * What the volumes of an environment begin with.
 *
 * @param isolated the isolated model, with other volumes where they come from a snapshot or become one
 * @param volumes the names of those other volumes, by the name that the environment would have
 * @param isProvisioned whether the commands that provision the stack have run on what is in them
 * @param making present where they are to become a snapshot once they are provisioned
 * @param isHalfReset whether a reset was interrupted that has put back some of them, and maybe not all
 */
public record DataStart(
        IsolatedModel isolated,
        Map<String, String> volumes,
        boolean isProvisioned,
        Optional<SnapshotMaking> making,
        boolean isHalfReset) {
    /** Volumes that the environment has as it would without snapshots. */
    public static DataStart own(IsolatedModel isolated) {
        return new DataStart(isolated, Map.of(), false, Optional.empty(), false);
    }

    /** The same, with data on which those commands have run. */
    DataStart provisioned() {
        return new DataStart(isolated, volumes, true, making, isHalfReset);
    }

    /** The same, of which a reset may have put back only a part. */
    DataStart halfReset() {
        return new DataStart(isolated, volumes, isProvisioned, making, true);
    }

    /** Whether the model is another one than without snapshots. */
    public boolean hasOtherVolumes() {
        return !volumes.isEmpty();
    }
}
