package dev.esb.lease;

import dev.esb.environment.EnvironmentKey;
import java.time.Instant;

/**
 * The record on the engine that an environment holds a slot, or a run of slots.
 *
 * @param slot the first slot
 * @param count how many slots in a row
 * @param owner to whom it belongs
 * @param created when it was claimed
 * @param source which files it runs, for people and to tell stacks apart; empty where that is not known
 */
public record Lease(EnvironmentKey key, int slot, int count, Owner owner, Instant created, String source) {

    public boolean covers(int other) {
        return slot <= other && other < slot + count;
    }

    boolean overlaps(Lease other) {
        return slot < other.slot + other.count && other.slot < slot + count;
    }
}
