package dev.esb.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.EsbException;
import dev.esb.compose.Stack;
import dev.esb.docker.Engine;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.NetworkRequest;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import dev.esb.environment.Subnet;
import dev.esb.environment.SubnetAssignment;
import dev.esb.host.HostPorts;
import dev.esb.isolation.StackNetworks;
import dev.esb.isolation.StackPorts;
import dev.esb.isolation.StackValidation;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.SlotDemand;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides on the slot, the ports and the subnets of one environment. Remembers the ports, subnets and slots that turned out to be in use,
 * so that a new plan avoids them.
 */
public final class Planner {
    private final StackRequest request;
    private final Engine engine;
    private final String source;
    private final boolean isDefault;
    private final JsonNode model;
    private final PortPlanner portPlanner;
    private final List<PortRequest> ports;
    private final List<NetworkRequest> networks;
    private final Set<Integer> takenPorts = new HashSet<>();
    private final Set<Integer> refusedSlots = new HashSet<>();
    private List<Subnet> takenSubnets = List.of();

    /** @param source the stack's Compose files, as messages show them */
    public Planner(StackRequest request, Stack stack, String source, Engine engine) {
        this.request = request;
        this.engine = engine;
        this.source = source;
        this.isDefault = request.key().name().isDefault();
        this.portPlanner = isDefault
                ? new UnchangedPorts()
                : request.ports().planner(request.portRange(), request.bind().orElseGet(engine::bind));
        this.ports = StackPorts.of(stack.model(), stack.raw());
        this.networks = StackNetworks.of(stack.model(), stack.raw(), request.share(), request.isolate());
        this.model = stack.model();
    }

    /**
     * Claims a slot and plans with it.
     *
     * @param known the leases as last read
     * @param existing the engine's networks
     * @throws EsbException when the stack has ports or addresses that no engine accepts, when no slot is free, or when the subnet pool is
     *     in use as a whole
     */
    public PlannedStack claim(LeaseRegistry leases, List<Lease> known, List<Network> existing) {
        StackValidation.refuseAddresses(model);
        if (isDefault) {
            StackValidation.refusePorts(ports);
            return plan(leases.claimDefault(request.key(), source, known));
        }
        List<Subnet> occupied = occupied(existing);
        requireRoomIn(occupied);
        Lease lease =
                leases.claim(request.key(), source, demand(), known, request.index(), slot -> isUsable(slot, occupied));
        return plan(lease);
    }

    /**
     * Plans again in the same slot, after a port or subnet of the plan turned out to be in use. The other ports and subnets stay.
     *
     * @return empty when the slot has no other port or subnet; {@link #claim} then does not choose this slot again
     */
    public Optional<PlannedStack> renew(PlannedStack plan, ConflictException conflict, List<Network> existing) {
        conflict.port().ifPresent(takenPorts::add);
        if (conflict.port().isEmpty()) {
            takenSubnets = occupied(existing);
        }
        int slot = plan.environment().slot();
        if (request.ports() != PortStrategy.EPHEMERAL
                && portPlanner.assign(ports, slot, takenPorts).isPresent()
                && request.subnets().assign(networks, slot, takenSubnets).isPresent()) {
            return Optional.of(plan(plan.lease().orElseThrow()));
        }
        refusedSlots.add(slot);
        return Optional.empty();
    }

    /** Plans without a claim: in the slot that the environment has, else the pinned one, else the preferred one. */
    public PlannedStack preview(List<Lease> known) {
        int slot = isDefault
                ? 0
                : LeaseRegistry.of(request.key(), known)
                        .map(Lease::slot)
                        .orElseGet(() ->
                                request.index().orElseGet(() -> LeaseRegistry.preferredSlot(request.key(), demand())));
        return new PlannedStack(environment(slot), Optional.empty(), networks);
    }

    private PlannedStack plan(Lease lease) {
        return new PlannedStack(environment(lease.slot()), Optional.of(lease), networks);
    }

    private EnvironmentPlan environment(int slot) {
        List<PortAssignment> assigned =
                portPlanner.assign(ports, slot, takenPorts).orElseThrow();
        Map<String, List<SubnetAssignment>> subnets = isDefault
                ? Map.of()
                : request.subnets().assign(networks, slot, takenSubnets).orElseThrow();
        return new EnvironmentPlan(request.key(), slot, request.directories(), assigned, subnets);
    }

    private SlotDemand demand() {
        int forSubnets = request.subnets().slots(networks);
        int count = Math.max(portPlanner.slots(ports), forSubnets);
        int last = Math.min(portPlanner.lastSlot(ports), request.subnets().lastSlot());
        return new SlotDemand(count, forSubnets, last, refusedSlots);
    }

    private boolean isUsable(int slot, List<Subnet> occupied) {
        Optional<List<PortAssignment>> assigned = portPlanner.assign(ports, slot, takenPorts);
        return assigned.isPresent()
                && request.subnets().assign(networks, slot).values().stream()
                        .flatMap(List::stream)
                        .map(SubnetAssignment::assigned)
                        .noneMatch(subnet -> occupied.stream().anyMatch(subnet::overlaps))
                && (!engine.local() || assigned.get().stream().allMatch(HostPorts::areFree));
    }

    private List<Subnet> occupied(List<Network> existing) {
        return new OccupiedSubnets(existing, engine.local())
                .except(request.key().project());
    }

    private void requireRoomIn(List<Subnet> occupied) {
        Subnet pool = request.subnets().pool();
        for (Subnet subnet : occupied) {
            if (!networks.isEmpty() && subnet.contains(pool)) {
                throw new EsbException(
                        "The subnet pool %s (esb.subnetPool) lies in %s, which this host or engine uses already."
                                        .formatted(pool, subnet)
                                + " Name a part of the private address space that is free here: -Desb.subnetPool=172.24.0.0/14");
            }
        }
    }
}
