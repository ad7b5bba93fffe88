package dev.esb.plan;

import dev.esb.docker.NetworkCommand.Network;
import dev.esb.environment.Subnet;
import dev.esb.host.HostRoutes;
import java.util.ArrayList;
import java.util.List;

/**
 * Subnets that are in use.
 *
 * @param networks networks of the engine
 * @param withHostRoutes whether the routes of this machine count as well, as they do for an engine on this machine
 */
record OccupiedSubnets(List<Network> networks, boolean withHostRoutes) {

    /** All subnets without those of one Compose project, which keeps its networks when it is brought up again. */
    List<Subnet> except(String project) {
        List<Subnet> own = new ArrayList<>();
        List<Subnet> others = new ArrayList<>();
        for (Network network : networks) {
            List<Subnet> target = network.project().equals(project) ? own : others;
            network.subnets().stream()
                    .filter(text -> !text.isEmpty())
                    .map(Subnet::parse)
                    .forEach(target::add);
        }
        if (withHostRoutes) {
            HostRoutes.read().stream().filter(route -> !own.contains(route)).forEach(others::add);
        }
        return others;
    }

    /** What has a subnet, as the end of a sentence: {@code the network 'shop_default'}. */
    String holder(Subnet subnet) {
        return networks.stream()
                .filter(network -> network.subnets().contains(subnet.toString()))
                .findFirst()
                .map(network -> "the network '%s'".formatted(network.name()))
                .orElse("a route of this host");
    }
}
