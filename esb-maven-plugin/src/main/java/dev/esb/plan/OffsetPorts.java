package dev.esb.plan;

import dev.esb.EsbException;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRange;
import dev.esb.environment.PortRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The strategy {@code offset}: the written port plus {@value #STEP} for each slot, so that a user can work out a port from the one in the
 * file: 8001 is 8101 in slot 1. The engine chooses a port where the file has none.
 *
 * @param bind the address on which to publish ports for which the file has no address; empty to leave it to the engine
 */
public record OffsetPorts(String bind) implements PortPlanner {
    /** The distance between the ports of two neighbouring slots. */
    public static final int STEP = 100;

    private static final int LAST_PORT = 65535;

    @Override
    public int slots(List<PortRequest> requests) {
        if (lastSlot(requests) < 1) {
            throw new EsbException("The stack publishes the port %s, and %s more (esb.ports=offset) is beyond %s."
                            .formatted(highest(requests), STEP, LAST_PORT)
                    + " Use -Desb.ports=block.");
        }
        return 1;
    }

    /**
     * Limited to the slots that {@link BlockPorts} has in the default range as well: environments with different strategies share the slots
     * of one engine.
     */
    @Override
    public int lastSlot(List<PortRequest> requests) {
        int blocks = PortRange.DEFAULT.size() / BlockPorts.BLOCK - 1;
        return Math.min(blocks, (LAST_PORT - highest(requests)) / STEP);
    }

    @Override
    public Optional<List<PortAssignment>> assign(
            List<PortRequest> requests, int slot, Set<Integer> taken, Map<PortRequest, PortRange> kept) {
        Map<Integer, Integer> keptSlots = keptSlots(requests, taken, kept);
        List<PortAssignment> ports = requests.stream()
                .map(request -> new PortAssignment(
                        request,
                        PortPlanner.address(request, bind),
                        request.base() == 0 ? 0 : request.base() + STEP * keptSlots.getOrDefault(request.base(), slot)))
                .toList();
        return areFree(ports, taken) ? Optional.of(ports) : Optional.empty();
    }

    /** Two written ports meet where some are kept from another slot: 8200 in slot 3 is 8000 in slot 5. */
    private static boolean areFree(List<PortAssignment> ports, Set<Integer> taken) {
        Map<Integer, Integer> written = new HashMap<>();
        for (PortAssignment port : ports) {
            for (int i = 0; port.published() != 0 && i < port.request().count(); i++) {
                int number = port.published() + i;
                int base = port.request().base() + i;
                if (taken.contains(number) || written.getOrDefault(number, base) != base) {
                    return false;
                }
                written.put(number, base);
            }
        }
        return true;
    }

    /** The slots of ports that the environment has, by written port: ports with one number in the file have one number. */
    private Map<Integer, Integer> keptSlots(
            List<PortRequest> requests, Set<Integer> taken, Map<PortRequest, PortRange> kept) {
        Map<Integer, Integer> slots = new HashMap<>();
        int last = lastSlot(requests);
        for (PortRequest request : requests) {
            int distance = kept.containsKey(request) ? kept.get(request).first() - request.base() : 0;
            int slot = distance / STEP;
            // Another distance is that of a port from before the user chose this strategy.
            if (request.base() != 0
                    && distance % STEP == 0
                    && slot >= 1
                    && slot <= last
                    && !taken.contains(kept.get(request).first())) {
                slots.putIfAbsent(request.base(), slot);
            }
        }
        return slots;
    }

    private static int highest(List<PortRequest> requests) {
        return requests.stream()
                .mapToInt(request -> request.base() + request.count() - 1)
                .max()
                .orElse(0);
    }
}
