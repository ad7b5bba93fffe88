package dev.esb.plan;

import dev.esb.docker.Docker;
import dev.esb.engine.Engine;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.Subnet;
import dev.esb.environment.SubnetAssignment;
import dev.esb.host.HostPorts;
import dev.esb.lease.SlotRoom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks whether what a plan has in a slot is free on the host and the engine, and remembers what was not. */
final class SlotProbe implements SlotRoom {
    /** How many ports and how many subnets a message names; each port costs a {@code docker} command. */
    private static final int MOST_NAMES = 3;

    private final Docker docker;
    private final StackRequest request;
    private final Engine engine;
    private final PortPlanner portPlanner;
    private final Planner planner;
    private final OccupiedSubnets occupied;
    private final List<Subnet> foreign;
    private final Set<Integer> ports;
    private final Set<Subnet> subnets = new LinkedHashSet<>();

    SlotProbe(
            Docker docker,
            StackRequest request,
            Engine engine,
            PortPlanner portPlanner,
            Planner planner,
            OccupiedSubnets occupied) {
        this.docker = docker;
        this.request = request;
        this.engine = engine;
        this.portPlanner = portPlanner;
        this.planner = planner;
        this.occupied = occupied;
        this.foreign = occupied.except(request.key().project());
        this.ports = new TreeSet<>(planner.takenPorts());
    }

    /** Not around what is in use: a slot is better in which all ports and subnets are the usual ones. */
    @Override
    public boolean isFree(int slot) {
        Optional<List<PortAssignment>> assigned = planner.ports(slot);
        List<Integer> busy = assigned.map(this::inUse).orElse(List.of());
        Set<Subnet> overlapped = overlapped(slot);
        ports.addAll(busy);
        subnets.addAll(overlapped);
        return assigned.isPresent()
                && busy.isEmpty()
                && planner.subnets(slot, List.of()).isPresent()
                && overlapped.isEmpty();
    }

    @Override
    public boolean hasOthers(int slot) {
        if (planner.subnets(slot, foreign).isEmpty()) {
            return false;
        }
        Optional<List<PortAssignment>> assigned = planner.ports(slot);
        while (assigned.isPresent()) {
            List<Integer> busy = inUse(assigned.get());
            if (busy.isEmpty()) {
                planner.avoidSubnets(foreign);
                return true;
            }
            ports.addAll(busy);
            planner.takenPorts().addAll(busy);
            assigned = planner.ports(slot);
        }
        return false;
    }

    private List<Integer> inUse(List<PortAssignment> assigned) {
        return engine.place().isNetworkOfThisProcess()
                ? assigned.stream()
                        .filter(port -> !planner.keeps(port))
                        .flatMap(port -> HostPorts.inUse(port).stream())
                        .toList()
                : List.of();
    }

    private Set<Subnet> overlapped(int slot) {
        Set<Subnet> found = new HashSet<>();
        planner.subnets(slot, List.of())
                .ifPresent(assigned -> assigned.values().stream()
                        .flatMap(List::stream)
                        .map(SubnetAssignment::assigned)
                        .filter(subnet -> !planner.keeps(subnet))
                        .forEach(subnet ->
                                foreign.stream().filter(subnet::overlaps).forEach(found::add)));
        return found;
    }

    @Override
    public String users() {
        PortHolder holder = new PortHolder(docker);
        List<String> users = new ArrayList<>();
        ports.stream()
                .limit(MOST_NAMES)
                .forEach(port -> users.add("port %s by %s".formatted(port, holder.describe(port))));
        subnets.stream()
                .limit(MOST_NAMES)
                .forEach(subnet -> users.add("%s by %s".formatted(subnet, occupied.holder(subnet))));
        int more = ports.size() + subnets.size() - users.size();
        return String.join(", ", users) + (more > 0 ? " and %s more".formatted(more) : "");
    }

    @Override
    public String options() {
        List<String> options = new ArrayList<>();
        boolean isPortsLimit = portPlanner instanceof BlockPorts
                && BlockRun.blocks(request.portRange()) < request.subnets().lastSlot();
        if (!ports.isEmpty() && request.ports() == PortStrategy.OFFSET) {
            options.add("take ports from a range (-Desb.ports=block)");
        } else if (!ports.isEmpty()) {
            options.add("name another range of ports (-Desb.portRange=FIRST-LAST)");
        } else if (subnets.isEmpty() && isPortsLimit) {
            options.add("name a wider range of ports (-Desb.portRange=FIRST-LAST)");
        }
        if (!subnets.isEmpty()) {
            options.add("name another pool of subnets (-Desb.subnetPool=CIDR)");
        }
        return options.isEmpty() ? "wait until an environment has ended" : String.join(" and ", options);
    }
}
