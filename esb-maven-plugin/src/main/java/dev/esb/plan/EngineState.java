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
     * {@code docker network inspect} makes one request for each network. The engine's own are not read either: it publishes the subnet of
     * its bridge as a route of the host, and where that cannot be seen, it refuses a subnet that collides.
     *
     * <p>The environment's containers are read only where it has a lease or a network, and lost leases are searched for only where a network
     * has no lease, so that they cost an environment nothing that is not there yet; see {@link #withoutNetwork}.
     *
     * @param key the environment that is planned
     */
    public static EngineState of(Docker docker, LeaseRegistry leases, EnvironmentKey key) {
        CompletableFuture<List<NetworkSummary>> listed =
                Background.start(() -> docker.run(new NetworkCommand.ListAll()));
        List<Lease> seen = leases.all(key);
        List<NetworkSummary> networks = Background.join(listed);
        List<Lease> held = areWithoutLease(networks, seen) ? leases.withLost(key) : seen;
        Set<String> others = held.stream()
                .filter(lease -> !lease.key().equals(key) && lease.slot() > 0)
                .map(lease -> lease.key().project())
                .collect(Collectors.toSet());
        CompletableFuture<List<ContainerDetails>> containers = Background.start(
                () -> isThere(key, held, networks) ? RunningEnvironment.containers(docker, key.project()) : List.of());
        List<Network> inspected = networks(
                docker,
                networks.stream()
                        .filter(network -> !network.isOfTheEngine())
                        .filter(network -> !others.contains(network.project()))
                        .toList());
        return new EngineState(
                held, inspected, new RunningEnvironment(Background.join(containers), of(key, inspected)));
    }

    /**
     * The state as read, and whether the environment has lost its lease: for a stack that makes no network, by which {@link #of} would have
     * noticed it.
     */
    public EngineState withoutNetwork(Docker docker, LeaseRegistry leases, EnvironmentKey key) {
        if (isHeld(key, this.leases)) {
            return this;
        }
        List<Lease> all = leases.withLost(key);
        return isHeld(key, all)
                ? new EngineState(
                        all,
                        networks,
                        new RunningEnvironment(RunningEnvironment.containers(docker, key.project()), List.of()))
                : this;
    }

    private static boolean isHeld(EnvironmentKey key, List<Lease> leases) {
        return leases.stream().anyMatch(lease -> lease.key().equals(key));
    }

    /** Whether there is a network of an environment whose lease is not there: the environment ends at this moment, or has lost it. */
    private static boolean areWithoutLease(List<NetworkSummary> networks, List<Lease> leases) {
        Set<String> held = leases.stream().map(lease -> lease.key().project()).collect(Collectors.toSet());
        return networks.stream()
                .map(NetworkSummary::project)
                .anyMatch(project -> EnvironmentKey.isProject(project) && !held.contains(project));
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
                && (isHeld(key, leases)
                        || networks.stream()
                                .anyMatch(network -> network.project().equals(key.project())));
    }

    /** Reads the leases and all networks, but not the environment's containers, to find what a plan collided with. */
    public static EngineState withAllNetworks(Docker docker, LeaseRegistry leases) {
        return new EngineState(
                leases.all(), networks(docker, docker.run(new NetworkCommand.ListAll())), RunningEnvironment.NONE);
    }

    private static List<Network> networks(Docker docker, List<NetworkSummary> listed) {
        List<String> ids = listed.stream().map(NetworkSummary::id).toList();
        return ids.isEmpty() ? List.of() : docker.run(new NetworkCommand.Inspect(ids));
    }
}
