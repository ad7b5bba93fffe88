package dev.esb.lease;

import java.util.Set;
import java.util.stream.IntStream;

/**
 * Slots in a row that were claimed together.
 *
 * @param first the first slot
 * @param count how many, at least 1
 */
public record SlotRun(int first, int count) {

    /** Whether the slot is one of these. */
    public boolean covers(int slot) {
        return first <= slot && slot < first + count;
    }

    /** Whether the two runs have a slot in common. */
    boolean overlaps(SlotRun other) {
        return first < other.first + other.count && other.first < first + count;
    }

    IntStream slots() {
        return IntStream.range(first, first + count);
    }

    boolean isFree(Set<Integer> taken) {
        return taken.stream().noneMatch(this::covers);
    }
}
