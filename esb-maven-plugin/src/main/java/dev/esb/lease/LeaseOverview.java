package dev.esb.lease;

import dev.esb.environment.EnvironmentKey;
import java.util.List;

/**
 * The leases on an engine, as they are.
 *
 * @param all those that can be read, and those that containers say their environments had
 * @param lost the environments whose volumes are gone although their containers are there
 * @param unreadable the volumes that this version cannot read
 */
public record LeaseOverview(List<Lease> all, List<EnvironmentKey> lost, List<UnreadableLease> unreadable) {
    private static final String VOLUME = "esb-slot-";

    /** Whether a slot is taken, by a lease that can be read or not. */
    public boolean isTaken(int slot) {
        return all.stream().anyMatch(lease -> lease.covers(slot))
                || unreadable.stream().anyMatch(lease -> lease.volume().equals(VOLUME + slot));
    }
}
