package dev.esb.plan;

import dev.esb.Background;
import dev.esb.docker.ContainerDetails;
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
 * The leases and networks on the engine, which a plan must not collide with, and what the environment has there itself.
 *
 * @param leases all leases
 * @param networks the networks whose subnets a plan has to avoid, and those of the environment itself
 * @param running what the environment keeps
 */
public record EngineState(List<Lease> leases, List<Network> networks, RunningEnvironment running) {

    /**
     * Reads the leases, and the networks without those of other environments: slots already keep their subnets apart, and
     * {@code docker network inspect} makes one request for each network. The environment's containers are read only where it has a lease
     * or a network, so that they cost an environment nothing that is not there yet.
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
        List<NetworkSummary> networks = Background.join(listed);
        CompletableFuture<List<ContainerDetails>> containers = Background.start(
                () -> isThere(key, held, networks) ? RunningEnvironment.containers(docker, key.project()) : List.of());
        List<Network> inspected = networks(docker, networks, others);
        return new EngineState(
                held, inspected, new RunningEnvironment(Background.join(containers), of(key, inspected)));
    }

    /** The networks of an environment. */
    static List<Network> of(EnvironmentKey key, List<Network> networks) {
        return networks.stream()
                .filter(network -> network.project().equals(key.project()))
                .toList();
    }

    /** The environment {@code default} always has the ports and networks of its file. */
    private static boolean isThere(EnvironmentKey key, List<Lease> leases, List<NetworkSummary> networks) {
        return !key.name().isDefault()
                && (leases.stream().anyMatch(lease -> lease.key().equals(key))
                        || networks.stream()
                                .anyMatch(network -> network.project().equals(key.project())));
    }

    /** Reads the leases and all networks, but not the environment's containers, to find what a plan collided with. */
    public static EngineState withAllNetworks(Docker docker, LeaseRegistry leases) {
        return new EngineState(
                leases.all(),
                networks(docker, docker.run(new NetworkCommand.ListAll()), Set.of()),
                RunningEnvironment.NONE);
    }

    private static List<Network> networks(Docker docker, List<NetworkSummary> listed, Set<String> except) {
        List<String> ids = listed.stream()
                .filter(network -> !except.contains(network.project()))
                .map(NetworkSummary::id)
                .toList();
        return docker.run(new NetworkCommand.Inspect(ids));
    }
}
