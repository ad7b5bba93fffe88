package dev.esb.lifecycle;

import dev.esb.Problem;
import dev.esb.compose.Stack;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.environment.Environment;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.NetworkRequest;
import dev.esb.environment.PortRequest;
import dev.esb.environment.Subnet;
import dev.esb.environment.SubnetAssignment;
import dev.esb.isolation.PortPlanner;
import dev.esb.isolation.StackNetworks;
import dev.esb.isolation.StackPorts;
import dev.esb.isolation.WrittenPorts;
import dev.esb.lease.Lease;
import dev.esb.lease.Leases;
import dev.esb.lease.SlotDemand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides on slot, ports and subnets of an environment. */
final class Planner {
    private final StackRequest request;
    private final Engine engine;
    private final PortPlanner portPlanner;
    private final List<PortRequest> ports;
    private final List<NetworkRequest> networks;

    Planner(StackRequest request, Stack stack, Engine engine) {
        this.request = request;
        this.engine = engine;
        this.portPlanner = isDefault()
                ? new WrittenPorts()
                : request.ports().planner(request.portRange(), request.bind().orElseGet(engine::bind));
        this.ports = StackPorts.of(stack.model(), stack.raw());
        this.networks = StackNetworks.of(stack.model(), stack.raw(), request.share(), request.isolate());
    }

    /**
     * Claims a slot and plans with it.
     *
     * @param known the leases as last seen
     * @param existing the engine's networks
     * @param refused slots that the engine turned out not to have free
     */
    Plan claim(Leases leases, List<Lease> known, List<Network> existing, Set<Integer> refused) {
        if (isDefault()) {
            return plan(leases.claimDefault(request.key(), known));
        }
        List<Subnet> occupied = new OccupiedSubnets(existing, engine.local())
                .except(request.key().project());
        requireRoomIn(occupied);
        return plan(
                leases.claim(request.key(), demand(refused), known, request.index(), slot -> isUsable(slot, occupied)));
    }

    /** Plans without claiming anything, with the lease that the environment has or the slot that it would like best. */
    Plan preview(List<Lease> known) {
        SlotDemand demand = isDefault() ? null : demand(Set.of());
        int preferred = isDefault() ? 0 : request.index().orElseGet(() -> Leases.preferredSlot(request.key(), demand));
        int slot = Leases.of(request.key(), known).map(Lease::slot).orElse(preferred);
        return new Plan(environment(slot), Optional.empty(), networks);
    }

    private Plan plan(Lease lease) {
        return new Plan(environment(lease.slot()), Optional.of(lease), networks);
    }

    private Environment environment(int slot) {
        Map<String, List<SubnetAssignment>> subnets =
                isDefault() ? Map.of() : request.subnets().assign(networks, slot);
        return new Environment(request.key(), slot, request.directories(), portPlanner.assign(ports, slot), subnets);
    }

    private SlotDemand demand(Set<Integer> refused) {
        int forSubnets = request.subnets().slots(networks);
        int count = Math.max(portPlanner.slots(ports), forSubnets);
        int last = Math.min(portPlanner.lastSlot(ports), request.subnets().lastSlot());
        return new SlotDemand(count, forSubnets, last, refused);
    }

    private boolean isUsable(int slot, List<Subnet> occupied) {
        boolean subnetsAreFree = request.subnets().assign(networks, slot).values().stream()
                .flatMap(List::stream)
                .map(SubnetAssignment::assigned)
                .noneMatch(subnet -> occupied.stream().anyMatch(subnet::overlaps));
        return subnetsAreFree
                && (!engine.local() || portPlanner.assign(ports, slot).stream().allMatch(HostPorts::areFree));
    }

    private void requireRoomIn(List<Subnet> occupied) {
        Subnet pool = request.subnets().pool();
        for (Subnet subnet : occupied) {
            if (!networks.isEmpty() && subnet.contains(pool)) {
                throw new Problem(
                        "The subnet pool %s (esb.subnetPool) lies in %s, which this host or engine uses already."
                                        .formatted(pool, subnet)
                                + " Name a part of the private address space that is free here: -Desb.subnetPool=172.24.0.0/14");
            }
        }
    }

    private boolean isDefault() {
        EnvironmentKey key = request.key();
        return key.name().isDefault();
    }
}
