package dev.esb.plan;

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
 * The strategy {@code block}, which is the default: each slot owns a block of {@value #BLOCK} ports of the host, and an environment
 * takes as many slots in a row as its ports need.
 *
 * <p>The ports of a stack are placed in the order of service, written port, target and protocol, so each has the same place in every run,
 * as long as no port of the block is in use. Ports with the same number in the file, such as the tcp and udp port of a DNS server, get
 * the same number.
 *
 * @param range the ports that are divided into blocks; slot n begins at {@code range.first() + n * BLOCK}
 * @param bind the address on which to publish ports for which the file has no address; empty to leave it to the engine
 */
public record BlockPorts(PortRange range, String bind) implements PortPlanner {
    /** The number of ports in a slot's block. */
    public static final int BLOCK = 16;

    /** By written port, so that ports in a row stay in a row; ports that the file leaves to the engine come last. */
    private static final Comparator<PortRequest> ORDER = Comparator.comparing(PortRequest::service)
            .thenComparing(request -> request.base() == 0 ? Integer.MAX_VALUE : request.base())
            .thenComparing(PortRequest::target)
            .thenComparing(PortRequest::protocol);

    /** Requests with an equal key get the same port: the requests of one variable, or those of one service with one written port. */
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

    /** The number of ports for each key, in their order in the block. */
    private static Map<Number, Integer> sizes(List<PortRequest> requests) {
        Map<Number, Integer> sizes = new LinkedHashMap<>();
        requests.stream().sorted(ORDER).forEach(request -> sizes.merge(Number.of(request), request.count(), Math::max));
        return sizes;
    }
}
