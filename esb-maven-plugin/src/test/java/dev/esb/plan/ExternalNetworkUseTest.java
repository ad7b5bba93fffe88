package dev.esb.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.docker.NetworkMember;
import dev.esb.docker.NetworkSettings;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.isolation.ExternalNetwork;
import dev.esb.isolation.ExternalNetwork.Own;
import dev.esb.isolation.ExternalNetwork.Shared;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalNetworkUseTest {
    private static final Path DIRECTORY = Path.of("/shop");
    private static final NetworkSettings BRIDGE =
            new NetworkSettings("1f", "traefik", "bridge", "", false, false, List.of("172.20.0.0/16"));
    private static final Own OWN = new Own(List.of(), List.of("172.20.0.0/16"), false, false);
    private static final NetworkMember OUTSIDE = member("traefik-1", "proxy", "traefik", "/proxy", Map.of());

    private final FakeDocker docker = new FakeDocker();

    @Test
    void asksNothingWhereNoNetworkIsExternal() {
        assertThat(use("a", "{'proxy': {'name': 'esb-a_proxy'}}", Set.of(), Set.of(), RunningEnvironment.NONE))
                .isEmpty();
        assertThat(docker.calls()).isEmpty();
    }

    @Test
    void asksNothingOfNetworksThatTheUserShares() {
        assertThat(use("a", EXTERNAL, Set.of("proxy"), Set.of(), RunningEnvironment.NONE))
                .isEmpty();
        assertThat(docker.calls()).isEmpty();
    }

    @Test
    void leavesTheNetworksOfTheDefaultEnvironmentAlone() {
        assertThat(use("default", EXTERNAL, Set.of(), Set.of(), RunningEnvironment.NONE))
                .isEmpty();
        assertThat(docker.calls()).isEmpty();
    }

    @Test
    void asksAboutAllNetworksWithTwoCommands() {
        on(List.of("traefik", "metrics"), List.of(BRIDGE), OUTSIDE);

        assertThat(use(
                        "a",
                        "{'proxy': {'external': true, 'name': 'traefik'}, 'metrics': {'external': true}}",
                        Set.of(),
                        Set.of(),
                        RunningEnvironment.NONE))
                .hasEntrySatisfying("proxy", what -> assertThat(what).isInstanceOf(Shared.class))
                .containsEntry("metrics", Own.OF_NONE);
        assertThat(docker.calls()).hasSize(2);
    }

    @Test
    void givesTheEnvironmentItsOwnWhereNobodyIsOnIt() {
        on(BRIDGE);

        assertThat(use()).isEqualTo(OWN);
    }

    @Test
    void givesTheEnvironmentItsOwnWhereThereIsNone() {
        on(List.of("traefik"), List.of());

        assertThat(use()).isEqualTo(Own.OF_NONE);
    }

    /** The engine takes the beginning of an ID for a network. */
    @Test
    void takesNoOtherNetworkForIt() {
        on(List.of("traefik"), List.of(new NetworkSettings("traefik0", "x", "bridge", "", false, false, List.of())));

        assertThat(use()).isEqualTo(Own.OF_NONE);
    }

    @Test
    void namesTheContainersOutsideTheStackThatAreOnIt() {
        on(BRIDGE, OUTSIDE, member("by-hand", "", "", "", Map.of()));

        assertThat(reason()).isEqualTo("outside the stack, 'by-hand', 'traefik-1' are on it");
    }

    @Test
    void namesNoMoreContainersThanFitInALine() {
        on(
                BRIDGE,
                Stream.iterate(1, n -> n + 1)
                        .limit(10)
                        .map(n -> member("c" + n, "", "", "", Map.of()))
                        .toArray(NetworkMember[]::new));

        assertThat(reason()).endsWith("'c7' and 2 more are on it");
    }

    @Test
    void doesNotCountContainersOnOtherNetworks() {
        on(BRIDGE, new NetworkMember("other", List.of("traefik2"), "", "", "", labels(Map.of())));

        assertThat(use()).isEqualTo(OWN);
    }

    @Test
    void doesNotCountTheStackItself() {
        on(
                BRIDGE,
                member("shop-web-1", "shop", "web", "/shop", Map.of()),
                member("esb-default-web-1", "esb-default", "web", "/shop", environment("default", "", "/shop")),
                member("esb-b-old-1", "esb-b", "old", "/shop", environment("b", "", "/shop")),
                member("esb-c-web-1", "esb-c", "web", "/clone", environment("c", "", "/clone")));

        assertThat(use()).isEqualTo(OWN);
    }

    @Test
    void countsOtherStacksOfEnvironmentsAndOfTheSameDirectory() {
        on(
                BRIDGE,
                member("esb-a-orders-web-1", "esb-a-orders", "web", "/shop", environment("a", "orders", "/shop")),
                member("esb-b-traefik-1", "esb-b", "traefik", "/proxy", environment("b", "", "/proxy")),
                member("shop-traefik-1", "shop", "traefik", "/shop", Map.of()),
                member("clone-web-1", "clone", "web", "/clone", Map.of()));

        assertThat(reason())
                .isEqualTo(
                        "outside the stack, 'clone-web-1', 'esb-a-orders-web-1', 'esb-b-traefik-1', 'shop-traefik-1' are on it");
    }

    @Test
    void leavesAnEnvironmentThatIsOnIt() {
        on(BRIDGE, member("esb-a-web-1", "esb-a", "web", "/shop", environment("a", "", "/shop")));

        assertThat(reason()).isEqualTo("this environment is on it since it came up");
    }

    @Test
    void leavesAnEnvironmentItsOwn() {
        on(BRIDGE, OUTSIDE);

        assertThat(use("a", EXTERNAL, Set.of(), Set.of(), WITH_OWN))
                .containsEntry("proxy", new Own(List.of("traefik-1"), OWN.subnets(), false, false));
    }

    @Test
    void isolatesWhoeverIsOnIt() {
        on(BRIDGE, OUTSIDE);

        assertThat(use("a", EXTERNAL, Set.of("proxy"), Set.of("proxy"), RunningEnvironment.NONE))
                .hasEntrySatisfying("proxy", what -> assertThat(what).isInstanceOf(Own.class));
    }

    @Test
    void makesTheOwnOneLikeTheOther() {
        on(new NetworkSettings("1f", "traefik", "bridge", "", true, true, List.of("fd00::/64")));

        assertThat(use()).isEqualTo(new Own(List.of(), List.of("fd00::/64"), true, true));
    }

    @ParameterizedTest
    @CsvSource({
        "traefik, macvlan, '', with the driver 'macvlan'",
        "traefik, overlay, '', with the driver 'overlay'",
        "traefik, bridge, br0, its bridge has a fixed name",
        "bridge, bridge, docker0, it is the engine's own"
    })
    void sharesWhatCanLeadElsewhere(String name, String driver, String bridgeName, String reason) {
        on(List.of(name), List.of(new NetworkSettings("1f", name, driver, bridgeName, false, false, List.of())));

        assertThat(use("a", EXTERNAL.replace("traefik", name), Set.of(), Set.of(), RunningEnvironment.NONE)
                        .get("proxy"))
                .isInstanceOfSatisfying(
                        Shared.class, shared -> assertThat(shared.reason()).startsWith(reason));
    }

    @Test
    void cannotMakeUpTheSubnetOfStaticAddresses() {
        on(List.of("traefik"), List.of());

        assertThat(use(
                                "a",
                                EXTERNAL,
                                Set.of(),
                                Set.of(),
                                RunningEnvironment.NONE,
                                "{'web': {'networks': {'proxy': {'ipv4_address': '172.20.0.9'}}}}")
                        .get("proxy"))
                .isInstanceOfSatisfying(
                        Shared.class, shared -> assertThat(shared.advice()).contains("docker network create --subnet"));
    }

    private static final String EXTERNAL = "{'proxy': {'external': true, 'name': 'traefik'}}";
    private static final RunningEnvironment WITH_OWN = new RunningEnvironment(
            List.of(), List.of(new Network("esb-a_proxy", "esb-a", "proxy", List.of("10.208.28.0/24"))));

    private void on(NetworkSettings network, NetworkMember... members) {
        on(List.of("traefik"), List.of(network), members);
    }

    private void on(List<String> names, List<NetworkSettings> networks, NetworkMember... members) {
        docker.answer(new NetworkCommand.Settings(names), networks)
                .answer(new ContainerCommand.OnNetworks(names, StackContainers.LABELS), List.of(members));
    }

    private String reason() {
        return ((Shared) use()).reason();
    }

    private ExternalNetwork use() {
        return use("a", EXTERNAL, Set.of(), Set.of(), RunningEnvironment.NONE).get("proxy");
    }

    private Map<String, ExternalNetwork> use(
            String name, String networks, Set<String> share, Set<String> isolate, RunningEnvironment running) {
        return use(name, networks, share, isolate, running, "{'web': {'networks': {'proxy': null}}}");
    }

    private Map<String, ExternalNetwork> use(
            String name,
            String networks,
            Set<String> share,
            Set<String> isolate,
            RunningEnvironment running,
            String services) {
        ObjectNode model = json("{'services': %s, 'networks': %s}".formatted(services, networks));
        StackRequest request = RequestVariants.withEntries(
                StackRequest.of(
                        EnvironmentKey.of(name, ""), new DirectoryLayout(DIRECTORY, DIRECTORY, DIRECTORY), DIRECTORY),
                share,
                isolate);
        return ExternalNetworkUse.of(
                docker, request, new StackFiles(DIRECTORY, List.of(), false), new Stack(model, model, true), running);
    }

    private static NetworkMember member(
            String name, String project, String service, String directory, Map<String, String> labels) {
        return new NetworkMember(name, List.of("traefik"), project, service, directory, labels(labels));
    }

    private static Map<String, String> environment(String name, String stack, String source) {
        return Map.of("dev.esb.env", name, "dev.esb.stack", stack, "dev.esb.source", source);
    }

    /** An absent label is empty. */
    private static Map<String, String> labels(Map<String, String> labels) {
        return labels.isEmpty() ? environment("", "", "") : labels;
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
