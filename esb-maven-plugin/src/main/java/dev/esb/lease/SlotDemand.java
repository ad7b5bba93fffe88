package dev.esb.lease;

import java.util.Set;

/**
 * Which slots a stack can use.
 *
 * @param count how many slots in a row the stack needs, at least 1
 * @param alignment the first slot has to be a multiple of this
 * @param last the highest slot that has ports and subnets
 * @param refused slots that the stack cannot use, because something else on the host has their ports or subnets
 */
public record SlotDemand(int count, int alignment, int last, Set<Integer> refused) {

    /** Whether a run of slots that begins with this one meets the demand. Slot 0 is for {@code default} only. */
    boolean accepts(int slot) {
        return slot >= 1
                && slot % alignment == 0
                && slot + count - 1 <= last
                && refused.stream().noneMatch(bad -> slot <= bad && bad < slot + count);
    }

    /** Whether slots that an environment has are enough. */
    boolean isMetBy(SlotRun run) {
        return run.count() >= count && accepts(run.first());
    }
}
