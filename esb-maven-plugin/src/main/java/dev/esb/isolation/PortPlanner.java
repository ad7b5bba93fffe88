package dev.esb.isolation;

import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which ports of the host an environment gets. */
public sealed interface PortPlanner permits BlockPorts, OffsetPorts, EphemeralPorts, UnchangedPorts {

    /** How many slots in a row these ports take. */
    int slots(List<PortRequest> requests);

    /** The highest slot whose ports exist. */
    int lastSlot(List<PortRequest> requests);

    /**
     * The ports in that slot, one assignment for each request, in the same order.
     *
     * @param taken ports of the host that turned out to be in use
     * @return nothing when the slot has too few others
     */
    Optional<List<PortAssignment>> assign(List<PortRequest> requests, int slot, Set<Integer> taken);

    /** The ports in that slot when nothing is in the way. */
    default List<PortAssignment> assign(List<PortRequest> requests, int slot) {
        return assign(requests, slot, Set.of()).orElseThrow();
    }

    /** The address to bind: what the file says comes first. */
    static String address(PortRequest request, String bind) {
        return request.hostAddress().isEmpty() ? bind : "";
    }
}
