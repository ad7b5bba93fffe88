package dev.esb.isolation;

import dev.esb.EsbException;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRange;
import dev.esb.environment.PortRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The written port plus a fixed distance for each slot, for people who know their ports by heart: 8001 is 8101 in slot 1. Ports
 * that were written without a number are left to the engine.
 *
 * @param bind the address for ports that were written without one; empty for what the engine does by itself
 */
public record OffsetPorts(String bind) implements PortPlanner {
    /** The distance between two slots. */
    public static final int STEP = 100;

    private static final int LAST_PORT = 65535;

    @Override
    public int slots(List<PortRequest> requests) {
        if (lastSlot(requests) < 1) {
            throw new EsbException("The stack publishes the port %d, and %d more (esb.ports=offset) is beyond %d."
                            .formatted(highest(requests), STEP, LAST_PORT)
                    + " Use -Desb.ports=block.");
        }
        return 1;
    }

    /** Also not more slots than there are blocks, so that one environment's choice of strategy is of no concern to others. */
    @Override
    public int lastSlot(List<PortRequest> requests) {
        int blocks = PortRange.DEFAULT.size() / BlockPorts.BLOCK - 1;
        return Math.min(blocks, (LAST_PORT - highest(requests)) / STEP);
    }

    @Override
    public Optional<List<PortAssignment>> assign(List<PortRequest> requests, int slot, Set<Integer> taken) {
        List<PortAssignment> ports = requests.stream()
                .map(request -> new PortAssignment(
                        request,
                        PortPlanner.address(request, bind),
                        request.base() == 0 ? 0 : request.base() + slot * STEP))
                .toList();
        boolean free = ports.stream().noneMatch(port -> taken.contains(port.published()));
        return free ? Optional.of(ports) : Optional.empty();
    }

    private static int highest(List<PortRequest> requests) {
        return requests.stream()
                .mapToInt(request -> request.base() + request.count() - 1)
                .max()
                .orElse(0);
    }
}
