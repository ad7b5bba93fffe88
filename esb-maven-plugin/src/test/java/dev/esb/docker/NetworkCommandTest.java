package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.NetworkCommand.Network;
import dev.esb.docker.NetworkCommand.NetworkSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkCommandTest {
    private static final Network FRONT = new Network("p_front", "p", "front", List.of("10.77.1.0/24"));

    @RecordedCase("list/networks")
    void listsIdentifiersAndProjects(Recorded recorded) {
        assertThat(recorded.answerTo(new NetworkCommand.ListAll()))
                .hasSizeGreaterThan(1)
                .allSatisfy(network -> assertThat(network.id()).matches("[0-9a-f]{64}"))
                .extracting(NetworkSummary::project)
                .containsOnly("", "p")
                .containsOnlyOnce("p");
    }

    @RecordedCase(value = "list/networks", engines = RecordedCase.DOCKER)
    void knowsWhatTheEngineItselfMade(Recorded recorded) {
        assertThat(recorded.answerTo(new NetworkCommand.ListAll()))
                .filteredOn(NetworkSummary::isOfTheEngine)
                .extracting(NetworkSummary::name)
                .containsExactlyInAnyOrder("bridge", "host", "none");
    }

    @RecordedCase("inspect/network")
    void tellsWhichSubnetANetworkHas(Recorded recorded) {
        assertThat(recorded.answerTo(new NetworkCommand.Inspect(List.of("p_front"))))
                .containsExactly(FRONT);
    }

    @RecordedCase("inspect/networks")
    void tellsWhichSubnetsAreInUse(Recorded recorded) {
        assertThat(inspectListed(recorded))
                .contains(FRONT)
                .filteredOn(network -> network.project().isEmpty())
                .extracting(Network::name)
                .containsAnyOf("bridge", "podman");
    }

    @RecordedCase(value = "inspect/networks", engines = RecordedCase.DOCKER)
    void tellsThatSomeNetworksHaveNone(Recorded recorded) {
        assertThat(inspectListed(recorded))
                .contains(new Network("host", "", "", List.of()), new Network("none", "", "", List.of()));
    }

    private static List<Network> inspectListed(Recorded recorded) {
        List<NetworkSummary> listed =
                new Recorded(recorded.engine(), "list/networks").answerTo(new NetworkCommand.ListAll());
        return recorded.answerTo(new NetworkCommand.Inspect(
                listed.stream().map(NetworkSummary::id).toList()));
    }

    @RecordedCase("inspect/network-gone")
    void tellsWhatNetworksAreLike(Recorded recorded) {
        assertThat(recorded.answerTo(new NetworkCommand.Settings(List.of("p_front", "gone"))))
                .singleElement()
                .satisfies(network -> {
                    assertThat(network)
                            .usingRecursiveComparison()
                            .ignoringFields("id")
                            .isEqualTo(new NetworkSettings(
                                    "", "p_front", "bridge", "", false, false, List.of("10.77.1.0/24")));
                    assertThat(network.isNamed("p_front")).isTrue();
                    assertThat(network.isNamed(network.id())).isTrue();
                    assertThat(network.isNamed(network.id().substring(0, 12))).isFalse();
                });
    }

    @Test
    void tellsWhetherANetworkIsInternalOrHasIpv6OrAFixedBridge() {
        assertThat(new NetworkCommand.Settings(List.of("lan")).parse("""
                                [{"Id": "1f", "Name": "lan", "Driver": "bridge", "EnableIPv6": true, "Internal": true,
                                  "Options": {"com.docker.network.bridge.name": "br0"},
                                  "IPAM": {"Config": [{"Subnet": "172.20.0.0/16"}, {"Subnet": "fd00::/64"}]}}]
                                """))
                .containsExactly(new NetworkSettings(
                        "1f", "lan", "bridge", "br0", true, true, List.of("172.20.0.0/16", "fd00::/64")));
    }

    @RecordedCase("inspect/network-gone")
    void leavesOutNetworksThatAreGoneInTheMeantime(Recorded recorded) {
        assertThat(recorded.errorOutput()).contains("not found");
        assertThat(recorded.answerTo(new NetworkCommand.Inspect(List.of("p_front", "gone"))))
                .containsExactly(FRONT);
    }

    @Test
    void doesNotTakeAnotherFailureForANetworkThatIsGone() {
        NetworkCommand.Inspect inspect = new NetworkCommand.Inspect(List.of("1", "2"));

        assertThat(inspect.succeeds(1, "Cannot connect to the Docker daemon")).isFalse();
        assertThat(inspect.succeeds(143, "")).isFalse();
    }

    @Test
    void tellsEverySubnetOfANetwork() {
        assertThat(new NetworkCommand.Inspect(List.of("1")).parse("""
                        [{"Name": "esb-a_back", "Labels": {"com.docker.compose.project": "esb-a"}, "IPAM": {"Config": [
                          {"Subnet": "fd12:3456::/64"}, {"Subnet": "172.22.0.0/16", "Gateway": "172.22.0.1"}]}}]
                        """))
                .containsExactly(new Network("esb-a_back", "esb-a", "", List.of("fd12:3456::/64", "172.22.0.0/16")));
    }
}
