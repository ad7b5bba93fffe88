package dev.esb.plan;

import dev.esb.Background;
import dev.esb.docker.Docker;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.docker.NetworkCommand.NetworkSummary;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The leases and networks on the engine, which a plan must not collide with.
 *
 * @param leases all leases
 * @param networks the networks whose subnets a plan has to avoid
 */
public record EngineState(List<Lease> leases, List<Network> networks) {

    /**
     * Reads the leases, and the networks without those of other environments: slots already keep their subnets apart, and
     * {@code docker network inspect} makes one request for each network.
     *
     * @param key the environment that is planned
     */
    public static EngineState of(Docker docker, LeaseRegistry leases, EnvironmentKey key) {
        CompletableFuture<List<NetworkSummary>> listed =
                Background.start(() -> docker.run(new NetworkCommand.ListAll()));
        List<Lease> held = leases.withLost(key);
        Set<String> others = held.stream()
                .filter(lease -> !lease.key().equals(key) && lease.slot() > 0)
                .map(lease -> lease.key().project())
                .collect(Collectors.toSet());
        return new EngineState(held, networks(docker, Background.join(listed), others));
    }

    /** Reads the leases and all networks, to find what a plan collided with. */
    public static EngineState withAllNetworks(Docker docker, LeaseRegistry leases) {
        return new EngineState(leases.all(), networks(docker, docker.run(new NetworkCommand.ListAll()), Set.of()));
    }

    private static List<Network> networks(Docker docker, List<NetworkSummary> listed, Set<String> except) {
        List<String> ids = listed.stream()
                .filter(network -> !except.contains(network.project()))
                .map(NetworkSummary::id)
                .toList();
        return docker.run(new NetworkCommand.Inspect(ids));
    }
}
