package dev.esb.lease;

import dev.esb.environment.EnvironmentKey;
import java.time.Instant;

/**
 * The record on the engine that an environment holds a slot, or a run of slots.
 *
 * @param key the environment
 * @param slot the first slot
 * @param count how many slots in a row, at least 1
 * @param owner the build or the person that the environment belongs to
 * @param created when the lease was claimed
 * @param source the Compose files that the environment runs, as messages show them; two stacks differ in it; empty where it is not known
 */
public record Lease(EnvironmentKey key, int slot, int count, Owner owner, Instant created, String source) {

    /** Whether the slot is one of this lease's. */
    public boolean covers(int other) {
        return slot <= other && other < slot + count;
    }

    /** Whether the two leases have a slot in common. */
    boolean overlaps(Lease other) {
        return slot < other.slot + other.count && other.slot < slot + count;
    }
}
