package dev.esb.plan;

import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRange;
import dev.esb.environment.PortRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The strategy {@code ephemeral}: the engine chooses a free port each time a container starts.
 *
 * @param bind the address on which to publish ports for which the file has no address; empty to leave it to the engine
 */
public record EphemeralPorts(String bind) implements PortPlanner {

    @Override
    public int slots(List<PortRequest> requests) {
        return 1;
    }

    @Override
    public int lastSlot(List<PortRequest> requests) {
        return PortRange.DEFAULT.size() / BlockPorts.BLOCK - 1;
    }

    @Override
    public Optional<List<PortAssignment>> assign(
            List<PortRequest> requests, int slot, Set<Integer> taken, Map<PortRequest, PortRange> kept) {
        List<PortAssignment> ports = requests.stream()
                .map(request -> new PortAssignment(request, PortPlanner.address(request, bind), 0))
                .toList();
        return Optional.of(ports);
    }
}
