package dev.esb.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.EsbException;
import dev.esb.compose.Stack;
import dev.esb.docker.Docker;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.engine.Engine;
import dev.esb.engine.EnginePlace;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.HostAddress;
import dev.esb.environment.NetworkRequest;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRange;
import dev.esb.environment.PortRequest;
import dev.esb.environment.Subnet;
import dev.esb.environment.SubnetAssignment;
import dev.esb.isolation.ExternalNetwork;
import dev.esb.isolation.StackNetworks;
import dev.esb.isolation.StackPorts;
import dev.esb.isolation.StackValidation;
import dev.esb.isolation.WrittenAddresses;
import dev.esb.lease.ClaimChecks;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.SlotDemand;
import dev.esb.lease.SlotRun;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides on the slot, the ports and the subnets of one environment. What the environment has already it keeps. Remembers the ports, subnets
 * and slots that turned out to be in use, so that a new plan avoids them.
 */
public final class Planner {
    private final Docker docker;
    private final StackRequest request;
    private final Engine engine;
    private final String source;
    private final boolean isDefault;
    private final JsonNode model;
    private final PortPlanner portPlanner;
    private final List<PortRequest> ports;
    private final Map<String, ExternalNetwork> external;
    private final List<NetworkRequest> networks;
    private final Set<Integer> takenPorts = new HashSet<>();
    private final Set<Integer> refusedSlots = new HashSet<>();
    private List<Subnet> takenSubnets = List.of();
    private RunningEnvironment running;

    /** For a stack of whose external networks nothing is known. */
    public Planner(
            Docker docker,
            StackRequest request,
            Stack stack,
            String source,
            Engine engine,
            RunningEnvironment running) {
        this(docker, request, stack, source, engine, running, Map.of());
    }

    /**
     * @param source the stack's Compose files, as messages show them
     * @param running what the environment has on the engine
     * @param external what becomes of the stack's external networks, by key
     */
    public Planner(
            Docker docker,
            StackRequest request,
            Stack stack,
            String source,
            Engine engine,
            RunningEnvironment running,
            Map<String, ExternalNetwork> external) {
        this.docker = docker;
        this.request = request;
        this.running = running;
        this.engine = engine;
        this.source = source;
        this.isDefault = request.key().name().isDefault();
        this.portPlanner = isDefault
                ? new UnchangedPorts()
                : request.ports().planner(request.portRange(), request.bind().orElseGet(engine.place()::bind));
        this.ports = StackPorts.of(stack.model(), stack.raw());
        this.external = external;
        this.networks = StackNetworks.of(stack.model(), stack.raw(), request.share(), request.isolate(), external);
        this.model = stack.model();
    }

    /**
     * Claims a slot and plans with it. Where what the environment keeps leaves too little room in its slots, claims further ones for what
     * is new.
     *
     * @param known the leases as last read
     * @param existing the engine's networks
     * @throws EsbException when the stack has ports or addresses that no engine accepts, or ports that this process can never reach, when no slot is free, when the environment runs in
     *     another slot than the one that the user asks for, or when the subnet pool is in use as a whole
     */
    public PlannedStack claim(LeaseRegistry leases, List<Lease> known, List<Network> existing) {
        StackValidation.refuseAddresses(model);
        if (engine.isPodman()) {
            PodmanChecks.refuseRanges(ports, request);
        }
        ReachChecks.requireReachable(ports, request, engine);
        if (isDefault) {
            StackValidation.refusePorts(ports);
            return plan(leases.claimDefault(request.key(), source, known));
        }
        OccupiedSubnets occupied = occupied(existing);
        if (!networks.isEmpty()) {
            PlanChecks.requireRoomIn(
                    request.subnets().pool(), occupied, request.key().project());
        }
        SlotProbe probe = new SlotProbe(docker, request, engine, portPlanner, this, occupied);
        List<Lease> seen = known;
        while (true) {
            Lease lease = leases.claim(request.key(), source, demand(), seen, request.index(), probe);
            if (hasRoom(lease.newest().first())) {
                return plan(lease);
            }
            // Slots that the environment has: LeaseRegistry asks the probe for new ones only.
            refusedSlots.add(lease.newest().first());
            seen = leases.all();
        }
    }

    /**
     * Plans again in the same slot, after a port or subnet of the plan turned out to be in use. The environment keeps the others that it
     * had before the first plan.
     *
     * @return empty when the slot has no other port or subnet; {@link #claim} then does not choose this slot again
     */
    public Optional<PlannedStack> renew(PlannedStack plan, ConflictException conflict, List<Network> existing) {
        conflict.port().ifPresent(takenPorts::add);
        if (conflict.port().isEmpty()) {
            avoidSubnets(occupied(existing).except(request.key().project()));
        }
        Lease lease = plan.lease().orElseThrow();
        int slot = lease.newest().first();
        RunningEnvironment before = running;
        // Compose has created networks before the one that failed, and uses them with the subnets that they have.
        running = running.withNetworks(EngineState.of(request.key(), existing));
        if (request.ports() != PortStrategy.EPHEMERAL && hasRoom(slot)) {
            return Optional.of(plan(lease));
        }
        refusedSlots.add(slot);
        if (!isRunning()) {
            // The caller takes down what this plan has made.
            running = before;
        }
        return Optional.empty();
    }

    /** Whether the environment had containers before the first plan. It must not be taken down for the sake of another plan. */
    public boolean isRunning() {
        return running.hasContainers();
    }

    /**
     * Plans without a claim: in the slot that the environment has, else the pinned one, else the preferred one. Where what the environment
     * keeps leaves too little room in its slots, in those that {@link #claim} would most likely add.
     *
     * @throws EsbException when there is no slot for the stack, or not the pinned one, or an address in the files is none
     */
    public PlannedStack preview(List<Lease> known) {
        WrittenAddresses.requireReadable(model);
        Optional<Lease> own = LeaseRegistry.of(request.key(), known);
        int slot =
                isDefault ? 0 : own.map(lease -> placeInPreview(lease, known)).orElseGet(() -> firstSlot(demand()));
        return new PlannedStack(
                environment(own.map(Lease::slot).orElse(slot), slot),
                Optional.empty(),
                networks,
                external,
                running,
                Map.of());
    }

    private int firstSlot(SlotDemand demand) {
        request.index().ifPresent(slot -> ClaimChecks.requireAccepted(slot, demand));
        return request.index()
                .orElseGet(() -> LeaseRegistry.slots(request.key(), demand)
                        .filter(this::hasRoom)
                        .findFirst()
                        .orElseThrow());
    }

    private int placeInPreview(Lease lease, List<Lease> known) {
        int place = lease.newest().first();
        return lease.newest().count() >= demand().count() && hasRoom(place) ? place : furtherSlot(known);
    }

    private int furtherSlot(List<Lease> known) {
        SlotDemand demand = demand();
        return LeaseRegistry.slots(request.key(), demand)
                .filter(slot -> known.stream().noneMatch(lease -> lease.overlaps(new SlotRun(slot, demand.count()))))
                .filter(this::hasRoom)
                .findFirst()
                .orElseThrow(() -> new EsbException(
                        "No slot is free for what is new in the stack of the environment '%s'. 'mvn esb:list' shows who holds the slots; take down what is not needed (mvn esb:down -Desb.env=NAME)."
                                .formatted(request.key())));
    }

    private PlannedStack plan(Lease lease) {
        return new PlannedStack(
                environment(lease.slot(), lease.newest().first()),
                Optional.of(lease),
                networks,
                external,
                running,
                engine.ids().labels());
    }

    /** @param place the slot in which the ports and subnets are placed that the environment does not have yet */
    private EnvironmentPlan environment(int slot, int place) {
        Map<String, List<SubnetAssignment>> subnets =
                isDefault ? Map.of() : subnets(place, takenSubnets).orElseThrow();
        return new EnvironmentPlan(
                request.key(), slot, request.directories(), ports(place).orElseThrow(), subnets);
    }

    private boolean hasRoom(int slot) {
        return ports(slot).isPresent() && subnets(slot, takenSubnets).isPresent();
    }

    /** The ports of the stack in a slot; empty when too few are left there. */
    Optional<List<PortAssignment>> ports(int slot) {
        return portPlanner
                .assign(ports, slot, takenPorts, running.ports(ports, this::published))
                .map(assigned -> assigned.stream().map(this::reachable).toList());
    }

    /**
     * The file means this machine by its loopback. Where that is not the engine's, the port is published where this process reaches it and other
     * machines do not, if there is such an address; not on that of {@code esb.bind}.
     */
    private PortAssignment reachable(PortAssignment port) {
        String inFile = port.request().hostAddress();
        String published = published(inFile);
        return published.equals(inFile) ? port : new PortAssignment(port.request(), published, port.published());
    }

    /** Of the loopback's addresses only the usual one: two ports with one number can have two of them. */
    private String published(String inFile) {
        return isDefault
                        || !inFile.equals(EnginePlace.LOOPBACK)
                        || engine.place().reaches(inFile)
                        || HostAddress.isEvery(engine.place().bind())
                ? inFile
                : engine.place().bind();
    }

    /** The subnets of the stack in a slot; empty when too few are left there. */
    Optional<Map<String, List<SubnetAssignment>>> subnets(int slot, List<Subnet> occupied) {
        return request.subnets().assign(networks, slot, occupied, running.subnets());
    }

    /** Whether the environment has this port already. */
    boolean keeps(PortAssignment port) {
        PortRange had = running.ports(ports, this::published).get(port.request());
        return had != null && had.first() == port.published();
    }

    /** Whether the environment has this subnet already. */
    boolean keeps(Subnet subnet) {
        return running.subnets().values().stream().anyMatch(own -> own.contains(subnet));
    }

    /** The ports that no plan has from now on. */
    Set<Integer> takenPorts() {
        return takenPorts;
    }

    /** Has all plans from now on avoid these subnets. */
    void avoidSubnets(List<Subnet> subnets) {
        takenSubnets = subnets;
    }

    private SlotDemand demand() {
        int forSubnets = request.subnets().slots(networks);
        int count = Math.max(portPlanner.slots(ports), forSubnets);
        int last = Math.min(portPlanner.lastSlot(ports), request.subnets().lastSlot());
        int lastPreferred = Math.min(portPlanner.lastPreferredSlot(ports), last);
        Set<Integer> refused = new HashSet<>(portPlanner.tooShort(ports));
        SlotDemand demand = new SlotDemand(count, forSubnets, last, lastPreferred, refused);
        PlanChecks.requireSlots(demand, request);
        refused.addAll(refusedSlots);
        return demand;
    }

    private OccupiedSubnets occupied(List<Network> existing) {
        return new OccupiedSubnets(existing, engine.place().isNetworkOfThisProcess());
    }
}
