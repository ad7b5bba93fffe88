package dev.esb.plan;

import dev.esb.environment.PortRange;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The ports of slots in a row. Slot n has the n-th block of the range, counted from 0, and the last slot has block 0, because slot 0 is that of
 * {@code default}, which keeps the ports of its file. The last block of a range can be shorter than the others.
 *
 * @param range all ports
 * @param slot the first of the slots, at least 1
 * @param count how many slots
 */
record BlockRun(PortRange range, int slot, int count) {

    /** The number of blocks in a range, and so its last slot. */
    static int blocks(PortRange range) {
        return (range.size() + BlockPorts.BLOCK - 1) / BlockPorts.BLOCK;
    }

    /** Whether this is a run of whole blocks that follow one another. */
    boolean isWhole() {
        return slot + count <= range.size() / BlockPorts.BLOCK;
    }

    boolean contains(int port) {
        return parts().stream().anyMatch(part -> part.first() <= port && port <= part.last());
    }

    /** The first of so many ports in a row that are free; empty when there are none. */
    OptionalInt firstFree(int size, Set<Integer> used) {
        for (PortRange part : parts()) {
            int first = part.first();
            for (int port = first; port <= part.last(); port++) {
                if (used.contains(port)) {
                    first = port + 1;
                } else if (port - first + 1 == size) {
                    return OptionalInt.of(first);
                }
            }
        }
        return OptionalInt.empty();
    }

    private List<PortRange> parts() {
        int blocks = blocks(range);
        if (slot + count <= blocks) {
            return List.of(blocks(slot, slot + count));
        }
        // With block 0, which comes before the others where there are any between them.
        return slot == 1
                ? List.of(range)
                : Stream.of(blocks(slot, blocks), blocks(0, 1))
                        .filter(part -> part.size() > 0)
                        .toList();
    }

    private PortRange blocks(int from, int to) {
        return new PortRange(
                range.first() + from * BlockPorts.BLOCK,
                Math.min(range.last(), range.first() + to * BlockPorts.BLOCK - 1));
    }
}
