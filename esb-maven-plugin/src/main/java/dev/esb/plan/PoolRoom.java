package dev.esb.plan;

import dev.esb.docker.NetworkCommand.Network;
import dev.esb.environment.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many slots of a pool of subnets have all of their addresses for themselves.
 *
 * @param slots all slots
 * @param free those in which nothing else has an address
 * @param users what has addresses in the pool, as messages show it: {@code 10.209.0.0/16 by a route of this host}
 * @param advice which other pool there is, as a sentence
 */
public record PoolRoom(int slots, int free, List<String> users, String advice) {

    /**
     * Looks what is in the way.
     *
     * @param networks the engine's networks, without those of environments, which slots keep apart
     * @param routes those of this machine, without those to its networks
     */
    public static PoolRoom of(SubnetPlanner planner, List<Network> networks, List<Subnet> routes) {
        OccupiedSubnets occupied = new OccupiedSubnets(networks, false);
        List<Subnet> foreign = Stream.concat(
                        networks.stream()
                                .flatMap(network -> network.subnets().stream())
                                .filter(text -> !text.isEmpty())
                                .map(Subnet::parse),
                        routes.stream())
                .distinct()
                .toList();
        List<Subnet> inPool = foreign.stream().filter(planner.pool()::overlaps).toList();
        List<String> users = new ArrayList<>();
        inPool.forEach(subnet -> users.add("%s by %s".formatted(subnet, occupied.holder(subnet))));
        int free = (int) IntStream.rangeClosed(1, planner.lastSlot())
                .mapToObj(planner::ofSlot)
                .filter(slot -> inPool.stream().noneMatch(slot::overlaps))
                .count();
        return new PoolRoom(planner.lastSlot(), free, List.copyOf(users), PlanChecks.anotherPool(foreign));
    }
}
