package dev.esb.plan;

import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRange;
import dev.esb.environment.PortRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ports of the environment {@code default}: those of the file, on the addresses of the file. */
public record UnchangedPorts() implements PortPlanner {

    @Override
    public int slots(List<PortRequest> requests) {
        return 1;
    }

    @Override
    public int lastSlot(List<PortRequest> requests) {
        return 0;
    }

    @Override
    public Optional<List<PortAssignment>> assign(
            List<PortRequest> requests, int slot, Set<Integer> taken, Map<PortRequest, PortRange> kept) {
        List<PortAssignment> ports = requests.stream()
                .map(request -> new PortAssignment(request, "", request.base()))
                .toList();
        return Optional.of(ports);
    }
}
