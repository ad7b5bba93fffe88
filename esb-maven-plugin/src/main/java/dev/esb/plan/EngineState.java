package dev.esb.plan;

import dev.esb.Background;
import dev.esb.docker.Docker;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.NetworkCommand.Listed;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * What is on the engine that a plan has to go round.
 *
 * @param networks those that slots do not keep apart already
 */
public record EngineState(List<Lease> leases, List<Network> networks) {

    /**
     * Looks. The engine is asked for each network by itself, so networks of other environments are left out: their subnets come from
     * slots of their own, and looking would take longer with every one of them.
     *
     * @param key the environment that is planned
     */
    public static EngineState of(Docker docker, LeaseRegistry leases, EnvironmentKey key) {
        CompletableFuture<List<Listed>> listed = Background.start(() -> docker.run(new NetworkCommand.ListAll()));
        List<Lease> held = leases.all();
        Set<String> others = held.stream()
                .filter(lease -> !lease.key().equals(key) && lease.slot() > 0)
                .map(lease -> lease.key().project())
                .collect(Collectors.toSet());
        return new EngineState(held, networks(docker, Background.join(listed), others));
    }

    /** Looks at everything, after the engine found something in the way that was left out. */
    public static EngineState whole(Docker docker, LeaseRegistry leases) {
        return new EngineState(leases.all(), networks(docker, docker.run(new NetworkCommand.ListAll()), Set.of()));
    }

    private static List<Network> networks(Docker docker, List<Listed> listed, Set<String> except) {
        List<String> ids = listed.stream()
                .filter(network -> !except.contains(network.project()))
                .map(Listed::id)
                .toList();
        return docker.run(new NetworkCommand.Inspect(ids));
    }
}
