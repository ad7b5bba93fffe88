package dev.esb.plan;

import dev.esb.EsbException;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRange;
import dev.esb.environment.PortRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The strategy {@code block}, which is the default: each slot owns a block of {@value #BLOCK} ports of the host, and an environment
 * takes as many slots in a row as its ports need.
 *
 * <p>The ports of a stack are placed in the order of service, written port, target and protocol, so each has the same place in every run,
 * as long as no port of the block is in use. Ports with the same number in the file, such as the tcp and udp port of a DNS server, get
 * the same number. What a running environment has stays where it is, and new ports get the first free ones of the block.
 *
 * @param range the ports that are divided into blocks; slot n begins at {@code range.first() + n * BLOCK}, and the last slot has the
 *     range's first block
 * @param bind the address on which to publish ports for which the file has no address; empty to leave it to the engine
 */
public record BlockPorts(PortRange range, String bind) implements PortPlanner {
    /** The number of ports in a slot's block. */
    public static final int BLOCK = 16;

    /** How many slots a range has. */
    public static int slots(PortRange range) {
        return BlockRun.blocks(range);
    }

    /** The slot that owns a port of the range. */
    public static int slotOf(PortRange range, int port) {
        int block = (port - range.first()) / BLOCK;
        return block == 0 ? BlockRun.blocks(range) : block;
    }

    /** As few as can hold them where no port is in use. */
    @Override
    public int slots(List<PortRequest> requests) {
        int total = PortNumber.total(requests);
        if (total > range.size()) {
            throw new EsbException(
                    "The stack needs %s ports of this host, and the port range %s (esb.portRange) has %s. Name a wider range, or publish fewer."
                            .formatted(total, range, range.size()));
        }
        int last = BlockRun.blocks(range);
        int fewest = Math.max(1, (total + BLOCK - 1) / BLOCK);
        // The shorter block at the end of the range can be in the way of the first run, and block 0 apart from the
        // last.
        return IntStream.range(fewest, last)
                .filter(count -> hold(requests, 1, count) || hold(requests, last - count + 1, count))
                .findFirst()
                .orElse(last);
    }

    /** Names are spread over the whole blocks that follow block 0, if those can hold the stack: they always were. */
    @Override
    public int lastPreferredSlot(List<PortRequest> requests) {
        int last = range.size() / BLOCK - 1;
        return slots(requests) <= last ? last : lastSlot(requests);
    }

    @Override
    public int lastSlot(List<PortRequest> requests) {
        return BlockRun.blocks(range);
    }

    @Override
    public Set<Integer> tooShort(List<PortRequest> requests) {
        int count = slots(requests);
        int last = BlockRun.blocks(range) - count + 1;
        // All before the last two are whole.
        return IntStream.rangeClosed(Math.max(1, last - 1), last)
                .filter(slot -> !hold(requests, slot, count))
                .boxed()
                .collect(Collectors.toSet());
    }

    /** Whether slots in a row can hold the ports where none is in use. */
    private boolean hold(List<PortRequest> requests, int slot, int count) {
        BlockRun run = new BlockRun(range, slot, count);
        return run.isWhole() && PortNumber.total(requests) <= count * BLOCK
                || assign(requests, run, Set.of(), Map.of()).isPresent();
    }

    @Override
    public Optional<List<PortAssignment>> assign(
            List<PortRequest> requests, int slot, Set<Integer> taken, Map<PortRequest, PortRange> kept) {
        return assign(requests, new BlockRun(range, slot, slots(requests)), taken, kept);
    }

    private Optional<List<PortAssignment>> assign(
            List<PortRequest> requests, BlockRun run, Set<Integer> taken, Map<PortRequest, PortRange> kept) {
        Map<PortNumber, Integer> places = keptPlaces(requests, run, taken, kept);
        Map<PortNumber, Integer> sizes = PortNumber.sizes(requests);
        Set<Integer> used = new HashSet<>(taken);
        places.forEach((number, first) -> used.addAll(ports(first, sizes.get(number))));
        for (Map.Entry<PortNumber, Integer> size : sizes.entrySet()) {
            if (!places.containsKey(size.getKey())) {
                OptionalInt first = run.firstFree(size.getValue(), used);
                if (first.isEmpty()) {
                    return Optional.empty();
                }
                places.put(size.getKey(), first.getAsInt());
                used.addAll(ports(first.getAsInt(), size.getValue()));
            }
        }
        return Optional.of(requests.stream()
                .map(request -> new PortAssignment(
                        request, PortPlanner.address(request, bind), places.get(PortNumber.of(request))))
                .toList());
    }

    /** Where ports stay that the environment has. A range that has become longer stays only if there is room for it there. */
    private Map<PortNumber, Integer> keptPlaces(
            List<PortRequest> requests, BlockRun run, Set<Integer> taken, Map<PortRequest, PortRange> kept) {
        Map<PortNumber, Integer> sizes = PortNumber.sizes(requests);
        Map<PortNumber, PortRange> had = new LinkedHashMap<>();
        requests.stream()
                .sorted(PortNumber.ORDER)
                .filter(kept::containsKey)
                .forEach(request -> had.merge(
                        PortNumber.of(request),
                        kept.get(request),
                        (one, other) -> one.size() < other.size() ? other : one));
        Map<PortNumber, Integer> places = new HashMap<>();
        Set<Integer> used = new HashSet<>(taken);
        // Those that need more ports than they have come last: they must not take the port of another one.
        Stream.of(true, false)
                .flatMap(isLongEnough -> had.entrySet().stream()
                        .filter(entry -> isLongEnough == (entry.getValue().size() >= sizes.get(entry.getKey()))))
                .forEach(entry -> {
                    int first = entry.getValue().first();
                    int size = sizes.get(entry.getKey());
                    boolean isOwn = entry.getValue().size() >= size
                            || isInOneBlock(first, size)
                            || ports(first, size).stream().allMatch(run::contains);
                    if (isOwn && Collections.disjoint(used, ports(first, size))) {
                        places.put(entry.getKey(), first);
                        used.addAll(ports(first, size));
                    }
                });
        return places;
    }

    /** The next block may be that of another environment, and what is outside of the range anything's. */
    private boolean isInOneBlock(int first, int size) {
        int last = first + size - 1;
        return range.first() <= first
                && last <= range.last()
                && (first - range.first()) / BLOCK == (last - range.first()) / BLOCK;
    }

    private static List<Integer> ports(int first, int size) {
        return IntStream.range(first, first + size).boxed().toList();
    }
}
