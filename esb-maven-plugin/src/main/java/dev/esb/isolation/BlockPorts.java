package dev.esb.isolation;

import dev.esb.EsbException;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRange;
import dev.esb.environment.PortRequest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The default: an environment owns whole blocks of ports, one for each of its slots.
 *
 * <p>A port's place in the block follows from service, written port, target and protocol, so it stays the same from run to run. Ports that
 * were one number in the file, such as the tcp and udp sides of DNS, stay one number.
 *
 * @param bind the address for ports that were written without one; empty for what the engine does by itself
 */
public record BlockPorts(PortRange range, String bind) implements PortPlanner {
    /** How many ports a slot has. */
    public static final int BLOCK = 16;

    /** By the written port, so that a range stays in one piece; those that leave it to the engine come last. */
    private static final Comparator<PortRequest> ORDER = Comparator.comparing(PortRequest::service)
            .thenComparing(request -> request.base() == 0 ? Integer.MAX_VALUE : request.base())
            .thenComparing(PortRequest::target)
            .thenComparing(PortRequest::protocol);

    /** What has to stay one number: what was one, in one service or by one variable. */
    private record Number(String owner, int base, int target) {
        static Number of(PortRequest request) {
            String owner = request.variable().map(variable -> "$" + variable).orElse(request.service());
            return new Number(owner, request.base(), request.base() == 0 ? request.target() : 0);
        }
    }

    @Override
    public int slots(List<PortRequest> requests) {
        int total =
                sizes(requests).values().stream().mapToInt(Integer::intValue).sum();
        int slots = Math.max(1, (total + BLOCK - 1) / BLOCK);
        if (slots > lastSlot(requests)) {
            throw new EsbException(
                    "The stack publishes %d ports, which is more than the port range %s (esb.portRange) has room for."
                                    .formatted(total, range)
                            + " Widen it, or publish less.");
        }
        return slots;
    }

    @Override
    public int lastSlot(List<PortRequest> requests) {
        return range.size() / BLOCK - 1;
    }

    @Override
    public Optional<List<PortAssignment>> assign(List<PortRequest> requests, int slot, Set<Integer> taken) {
        int start = range.first() + slot * BLOCK;
        int end = start + slots(requests) * BLOCK;
        Map<Number, Integer> places = new HashMap<>();
        int next = start;
        for (Map.Entry<Number, Integer> size : sizes(requests).entrySet()) {
            int first = firstFree(next, size.getValue(), taken);
            places.put(size.getKey(), first);
            next = first + size.getValue();
        }
        if (next > end) {
            return Optional.empty();
        }
        return Optional.of(requests.stream()
                .map(request ->
                        new PortAssignment(request, PortPlanner.address(request, bind), places.get(Number.of(request))))
                .toList());
    }

    private static int firstFree(int from, int count, Set<Integer> taken) {
        for (int port = from; port < from + count; port++) {
            if (taken.contains(port)) {
                return firstFree(port + 1, count, taken);
            }
        }
        return from;
    }

    /** How many ports each number takes, in their order in the block. */
    private static Map<Number, Integer> sizes(List<PortRequest> requests) {
        Map<Number, Integer> sizes = new LinkedHashMap<>();
        requests.stream().sorted(ORDER).forEach(request -> sizes.merge(Number.of(request), request.count(), Math::max));
        return sizes;
    }
}
