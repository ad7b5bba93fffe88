package dev.esb.plan;

import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRange;
import dev.esb.environment.PortRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides which ports of the host an environment gets: one implementation for each strategy of {@code esb.ports}. */
public sealed interface PortPlanner permits BlockPorts, OffsetPorts, EphemeralPorts, UnchangedPorts {

    /**
     * The number of slots in a row that these ports take.
     *
     * @throws dev.esb.EsbException when they do not fit into any slots
     */
    int slots(List<PortRequest> requests);

    /** The highest slot for which there are ports. */
    int lastSlot(List<PortRequest> requests);

    /** The highest slot that a stack gets by its name; those above it are for stacks that find no other. */
    default int lastPreferredSlot(List<PortRequest> requests) {
        return lastSlot(requests);
    }

    /** The slots from which on too few ports are left for these, although none is in use. */
    default Set<Integer> tooShort(List<PortRequest> requests) {
        return Set.of();
    }

    /**
     * Assigns the ports of a slot to those that have none yet.
     *
     * @param taken ports of the host that something else uses
     * @param kept the ports that the environment's containers publish already; a request keeps its own, in whichever slot it is, unless it
     *     is taken or the strategy has another one for it
     * @return one assignment for each request, in the same order; empty when too few ports of the slot are free
     */
    Optional<List<PortAssignment>> assign(
            List<PortRequest> requests, int slot, Set<Integer> taken, Map<PortRequest, PortRange> kept);

    /** Assigns the ports of a slot of which no port is in use, to an environment that is not there yet. */
    default List<PortAssignment> assign(List<PortRequest> requests, int slot) {
        return assign(requests, slot, Set.of(), Map.of()).orElseThrow();
    }

    /** The address to publish a port on; empty where the file has one, which then stays. */
    static String address(PortRequest request, String bind) {
        return request.hostAddress().isEmpty() ? bind : "";
    }
}
