package dev.esb.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerDetails;
import dev.esb.docker.ContainerDetails.ConfiguredPort;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.docker.NetworkCommand.NetworkSummary;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseFixture;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.Owners;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EngineStateTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("e2e", "");
    private static final Network BRIDGE = new Network("bridge", "", "", List.of("172.17.0.0/16"));
    private static final Network OWN = new Network("esb-e2e_front", "esb-e2e", "front", List.of("10.208.32.0/24"));
    private static final ContainerDetails WEB = new ContainerDetails(
            "web-1", "web", "", List.of(new ConfiguredPort(80, "tcp", "127.0.0.1", 20128, 1)), List.of(), List.of());

    private final LeaseFixture held = new LeaseFixture();
    private final FakeDocker docker = held.serve(new FakeDocker());

    @BeforeEach
    void answer() {
        docker.answer(
                        new ContainerCommand.ListAll("com.docker.compose.project=esb-e2e"),
                        List.of(
                                new ContainerSummary(
                                        "1", "web", "esb-e2e", "web", 1, "exited", "Exited (0)", List.of()),
                                new ContainerSummary("2", "by-hand", "esb-e2e", "web", 0, "exited", "", List.of())))
                .answer(new ContainerCommand.Details(List.of("1")), List.of(WEB));
    }

    @Test
    void costsAnEnvironmentThatIsNotThereYetNoFurtherCommand() {
        networks(BRIDGE);

        assertThat(state(KEY)).isEqualTo(new EngineState(List.of(), List.of(), RunningEnvironment.NONE));
        assertThat(docker.calls()).hasSize(2);
    }

    @Test
    void avoidsTheNetworksOfOthers() {
        Network foreign = new Network("shop_default", "shop", "default", List.of("10.208.8.0/24"));
        networks(BRIDGE, foreign);

        assertThat(state(KEY).networks()).containsExactly(foreign);
    }

    @Test
    void hasALostLeaseWhereANetworkHasNone() {
        held.addContainer(held.hold(KEY, 8, Owners.PERSON));
        held.removeVolume("esb-slot-8");
        networks(BRIDGE, OWN);

        assertThat(state(KEY).leases()).extracting(Lease::key).containsExactly(KEY);
    }

    /** Every service is in the network of the host, or of another stack. */
    @Test
    void hasALostLeaseOfAStackWithoutNetworks() {
        held.addContainer(held.hold(KEY, 8, Owners.PERSON));
        held.removeVolume("esb-slot-8");
        networks(BRIDGE);

        EngineState state = state(KEY).withoutNetwork(docker, LeaseRegistry.reading(docker), KEY);

        assertThat(state.leases()).extracting(Lease::key).containsExactly(KEY);
        assertThat(state.running()).isEqualTo(new RunningEnvironment(List.of(WEB), List.of()));
    }

    @Test
    void hasWhatAnEnvironmentWithALeaseHas() {
        held.hold(KEY, 8, Owners.PERSON);
        networks(BRIDGE, OWN);

        assertThat(state(KEY).running()).isEqualTo(new RunningEnvironment(List.of(WEB), List.of(OWN)));
        assertThat(docker.calls()).hasSize(5);
    }

    /** A person can have removed the lease. */
    @Test
    void hasWhatAnEnvironmentWithANetworkHas() {
        networks(BRIDGE, OWN);

        assertThat(state(KEY).running()).isEqualTo(new RunningEnvironment(List.of(WEB), List.of(OWN)));
    }

    @Test
    void doesNotReadContainersOfTheDefaultEnvironment() {
        EnvironmentKey key = EnvironmentKey.of("default", "");
        held.hold(key, 0, Owners.PERSON);
        networks(BRIDGE);

        assertThat(state(key).running()).isEqualTo(RunningEnvironment.NONE);
    }

    private EngineState state(EnvironmentKey key) {
        return EngineState.of(docker, LeaseRegistry.reading(docker), key);
    }

    private void networks(Network... networks) {
        docker.answer(
                        new NetworkCommand.ListAll(),
                        List.of(networks).stream()
                                .map(network -> new NetworkSummary(network.name(), network.name(), network.project()))
                                .toList())
                .answer(
                        new NetworkCommand.Inspect(
                                read(networks).map(Network::name).toList()),
                        read(networks).toList());
    }

    private static Stream<Network> read(Network... networks) {
        return Stream.of(networks).filter(network -> network != BRIDGE);
    }
}
