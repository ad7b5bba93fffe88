package dev.esb.lease;

import java.util.Set;

/**
 * Which slots would do.
 *
 * @param count how many in a row
 * @param alignment the first slot has to be a multiple of this
 * @param last the highest slot that has ports and subnets
 * @param refused slots that turned out to be of no use, because something else on the host has their ports or subnets
 */
public record SlotDemand(int count, int alignment, int last, Set<Integer> refused) {

    boolean accepts(int slot) {
        return slot >= 1
                && slot % alignment == 0
                && slot + count - 1 <= last
                && refused.stream().noneMatch(bad -> slot <= bad && bad < slot + count);
    }
}
