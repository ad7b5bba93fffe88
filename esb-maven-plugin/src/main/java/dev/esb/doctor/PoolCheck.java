package dev.esb.doctor;

import dev.esb.docker.NetworkCommand.Network;
import dev.esb.environment.Subnet;
import dev.esb.host.Machine;
import dev.esb.plan.PoolRoom;
import dev.esb.plan.SubnetPlanner;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether {@code esb.subnetPool} is free of routes of this machine and of networks of others. */
record PoolCheck(EngineFacts facts, Machine machine, SubnetPlanner planner) implements Check {
    private static final int MOST_NAMES = 3;

    /** One free slot of so many is little. */
    private static final int LITTLE = 10;

    @Override
    public String subject() {
        return "subnet-pool";
    }

    @Override
    public List<CheckResult> run() {
        PoolRoom room = PoolRoom.of(planner, facts.foreignNetworks(), routes());
        String found = "In %3$s, %1$s of %2$s slots have all their subnets for themselves"
                .formatted(room.free(), room.slots(), planner.pool());
        String users = room.users().stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        int more = room.users().size() - MOST_NAMES;
        found += users.isEmpty() ? "" : "; in use: " + users + (more > 0 ? " and %s more".formatted(more) : "");
        found += facts.isLocal() ? "" : "; the routes of the engine's machine cannot be seen from here";
        if (room.free() * LITTLE >= room.slots()) {
            return List.of(CheckResult.ok(subject(), found));
        }
        return List.of(
                room.free() > 0
                        ? CheckResult.warning(subject(), found + ".", room.advice())
                        : CheckResult.error(subject(), found + ".", room.advice()));
    }

    /** Those to networks of the engine say nothing new, and slots keep those of environments apart. */
    private List<Subnet> routes() {
        if (!facts.isLocal()) {
            return List.of();
        }
        Set<Subnet> known = subnets(facts.networks());
        return machine.routes().stream().filter(route -> !known.contains(route)).toList();
    }

    static Set<Subnet> subnets(List<Network> networks) {
        return networks.stream()
                .flatMap(network -> network.subnets().stream())
                .filter(text -> !text.isEmpty())
                .map(Subnet::parse)
                .collect(Collectors.toSet());
    }
}
