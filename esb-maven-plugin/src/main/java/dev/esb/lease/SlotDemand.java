package dev.esb.lease;

import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which slots a stack can use.
 *
 * @param count how many slots in a row the stack needs, at least 1
 * @param alignment the first slot has to be a multiple of this
 * @param last the highest slot that has ports and subnets
 * @param lastPreferred the highest slot that a stack gets by its name; those above it are for stacks that find no other
 * @param refused slots with which the stack cannot begin, because from there on too few ports or subnets are left
 */
public record SlotDemand(int count, int alignment, int last, int lastPreferred, Set<Integer> refused) {

    /** Whether a run of slots that begins with this one meets the demand. Slot 0 is for {@code default} only. */
    public boolean accepts(int slot) {
        return isInside(slot) && slot % alignment == 0 && !refused.contains(slot);
    }

    /** Whether the whole run that begins with this slot is there. */
    boolean isInside(int slot) {
        return slot >= 1 && slot + count - 1 <= last;
    }

    /** Whether slots that an environment has are enough. */
    boolean isMetBy(SlotRun run) {
        return run.count() >= count && accepts(run.first());
    }

    /** The first slots of all runs that meet the demand. */
    public IntStream slots() {
        return IntStream.rangeClosed(1, last).filter(this::accepts);
    }
}
