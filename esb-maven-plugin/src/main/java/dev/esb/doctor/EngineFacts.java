package dev.esb.doctor;

import dev.esb.Background;
import dev.esb.docker.Docker;
import dev.esb.docker.EngineDescription;
import dev.esb.docker.EngineIds;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.docker.NetworkCommand.NetworkSummary;
import dev.esb.engine.EngineMark;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.LeaseOverview;
import dev.esb.lease.LeaseRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What several checks ask an engine that answers: each question once, and all at the same time. */
final class EngineFacts {
    private final Docker docker;
    private final EngineDescription engine;
    private final boolean local;
    private final CompletableFuture<LeaseOverview> leases;
    private final CompletableFuture<List<Network>> networks;

    /** @param local whether the engine publishes ports on this machine */
    EngineFacts(Docker docker, EngineDescription engine, boolean local) {
        this.docker = docker;
        this.engine = engine;
        this.local = local;
        this.leases = Background.start(LeaseRegistry.reading(docker)::overview);
        this.networks = Background.start(this::readNetworks);
    }

    private List<Network> readNetworks() {
        List<String> ids = docker.run(new NetworkCommand.ListAll()).stream()
                .map(NetworkSummary::id)
                .toList();
        return ids.isEmpty() ? List.of() : docker.run(new NetworkCommand.Inspect(ids));
    }

    Docker docker() {
        return docker;
    }

    EngineDescription engine() {
        return engine;
    }

    boolean isLocal() {
        return local;
    }

    /** What directories of this engine's environments can be marked with. */
    EngineIds ids() {
        return EngineMark.look(docker, engine.info().ids());
    }

    LeaseOverview leases() {
        return Background.join(leases);
    }

    /** All networks of the engine, its own ones too. */
    List<Network> networks() {
        return Background.join(networks);
    }

    /** Those that are of no environment. */
    List<Network> foreignNetworks() {
        return networks().stream()
                .filter(network -> !EnvironmentKey.isProject(network.project()))
                .toList();
    }
}
