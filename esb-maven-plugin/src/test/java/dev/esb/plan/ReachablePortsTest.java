package dev.esb.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.compose.Stack;
import dev.esb.docker.ContainerDetails;
import dev.esb.docker.ContainerDetails.ConfiguredPort;
import dev.esb.docker.EngineIds;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.VolumeCommand;
import dev.esb.engine.Engine;
import dev.esb.engine.EnginePlace;
import dev.esb.engine.EnginePlace.Beside;
import dev.esb.engine.EnginePlace.Beside.Obstacle;
import dev.esb.engine.EnginePlace.Elsewhere;
import dev.esb.engine.SshDestination;
import dev.esb.engine.SshRoute;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.PortAssignment;
import dev.esb.lease.LeaseFixture;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.Owners;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a build publishes ports that runs in a container beside its engine. */
class ReachablePortsTest {
    private static final int SLOT = 8;
    private static final String ID = "e9e324c9fd8ad6730bedfa47f14562513ccd7f39d8a54f6ae057cdb86bfa27df";
    private static final Beside BESIDE = new Beside(ID, "172.17.0.1", List.of());
    private static final String STACK = """
            name: esb-e2e
            services:
              web: {image: 'shop:1.0', ports: [{target: 80, published: '8080', protocol: tcp}]}
              admin: {image: 'shop:1.0', ports: [{target: 90, published: '8090', protocol: tcp, host_ip: ADDRESS}]}
            """;

    private final LeaseFixture held = new LeaseFixture();
    private final FakeDocker docker = held.serve(new FakeDocker());
    private final LeaseRegistry leases =
            new LeaseRegistry(docker, Owners.PERSON, Clock.systemUTC(), Sleep.SYSTEM, Reporter.NONE);

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 172.17.0.1",
        "0.0.0.0, 0.0.0.0",
        "192.0.2.1, 192.0.2.1",
        "127.0.0.2, 127.0.0.2",
        "'::1', '::1'"
    })
    void portsOfLoopbackAndThoseWithoutAnAddressAreOnTheGateway(String inFile, String published) {
        assertThat(addresses(claim("e2e", inFile, BESIDE))).isEqualTo(Map.of("web", "172.17.0.1", "admin", published));
    }

    @Test
    void loopbackStaysLoopbackInTheNetworkOfTheHostAndOnThisMachine() {
        Map<String, String> loopback = Map.of("web", "127.0.0.1", "admin", "127.0.0.1");

        assertThat(addresses(claim("e2e", "127.0.0.1", new Beside(ID, "127.0.0.1", List.of()))))
                .isEqualTo(loopback);
        assertThat(addresses(claim("e2e", "127.0.0.1", Engine.local("").place())))
                .isEqualTo(loopback);
    }

    @Test
    void theAddressThatTheUserGivesIsForPortsWithoutOne() {
        assertThat(addresses(claim(request("e2e", Optional.of("192.0.2.9")), "127.0.0.1", BESIDE)))
                .isEqualTo(Map.of("web", "192.0.2.9", "admin", "172.17.0.1"));
    }

    @Test
    void defaultKeepsTheAddressesOfTheFile() {
        assertThat(addresses(claim("default", "127.0.0.1", BESIDE))).isEqualTo(Map.of("web", "", "admin", "127.0.0.1"));
    }

    @Test
    void aPortOfLoopbackIsKeptOnTheGateway() {
        RunningEnvironment running = new RunningEnvironment(
                List.of(new ContainerDetails(
                        "admin-1",
                        "admin",
                        "",
                        List.of(new ConfiguredPort(90, "tcp", "172.17.0.1", 23456, 1)),
                        List.of(),
                        List.of())),
                List.of());
        held.hold(EnvironmentKey.of("e2e", ""), SLOT, Owners.PERSON);

        EnvironmentPlan plan = planner(request("e2e", Optional.empty()), "127.0.0.1", BESIDE, running)
                .claim(leases, leases.all(), List.of())
                .environment();

        assertThat(plan.ports())
                .filteredOn(port -> port.request().service().equals("admin"))
                .extracting(PortAssignment::published)
                .containsExactly(23456);
    }

    /** What listens in the build's container is not in the way of what the engine publishes. */
    @Test
    void portsOfTheBuildsContainerAreNotInTheWay() throws Exception {
        // Two runs of this test have different slots, and so different ports.
        StackRequest request = request("e2e-" + UUID.randomUUID().toString().substring(0, 8), Optional.of("127.0.0.1"));
        EnginePlace here = Engine.local("").place();
        List<Integer> usual = ports(request, BESIDE);
        assertThat(ports(request, here)).isEqualTo(usual);

        try (ServerSocket inTheWay = new ServerSocket(usual.get(0), 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(inTheWay.isBound()).isTrue();
            assertThat(ports(request, BESIDE)).isEqualTo(usual);
            assertThat(ports(request, here)).doesNotContain(usual.get(0));
        }
    }

    /** On an engine on which there is no other environment. */
    private static List<Integer> ports(StackRequest request, EnginePlace place) {
        ReachablePortsTest engine = new ReachablePortsTest();
        return engine.claim(request, "0.0.0.0", place).ports().stream()
                .map(PortAssignment::published)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Obstacle.class)
    void noneIsMadeWhereTheBuildCannotReachIt(Obstacle obstacle) {
        Beside unreachable = new Beside(ID, "127.0.0.1", List.of(), List.of(), Optional.of(obstacle));

        for (String environment : List.of("e2e", "default")) {
            assertThatThrownBy(() -> claim(environment, "0.0.0.0", unreachable))
                    .isInstanceOf(EsbException.class)
                    .hasMessageStartingWith(
                            "The stack publishes ports (web 80/tcp, admin 90/tcp), and this build cannot reach them: it runs in the container e9e324c9fd8a of this engine, ")
                    .hasMessageContaining("run the build's container with '--network host'");
        }
        assertThat(docker.calls(VolumeCommand.Create.class)).isEmpty();
    }

    /** Every address is not one that the build reaches, and on loopback it is the container's own. */
    @ParameterizedTest
    @CsvSource({"0.0.0.0", "127.0.0.1"})
    void noneIsMadeWhereTheAddressThatTheUserGivesIsNoWayOut(String bind) {
        Beside rootless = new Beside(ID, "127.0.0.1", List.of(), List.of(), Optional.of(Obstacle.ROOTLESS));

        assertThatThrownBy(() -> claim(request("e2e", Optional.of(bind)), "0.0.0.0", rootless))
                .hasMessageContaining("-Desb.bind=ADDRESS");
    }

    @Test
    void anAddressThatTheUserGivesIsNotRefused() {
        Beside rootless = new Beside(ID, "127.0.0.1", List.of(), List.of(), Optional.of(Obstacle.ROOTLESS));

        assertThat(addresses(claim(request("e2e", Optional.of("192.0.2.9")), "127.0.0.1", rootless)))
                .isEqualTo(Map.of("web", "192.0.2.9", "admin", "127.0.0.1"));
    }

    @Test
    void aStackWithoutPortsIsNotRefused() {
        Beside internal = new Beside(ID, "127.0.0.1", List.of(), List.of(), Optional.of(Obstacle.NO_GATEWAY));
        held.hold(EnvironmentKey.of("e2e", ""), SLOT, Owners.PERSON);
        ObjectNode model = yaml("name: esb-e2e\nservices:\n  web: {image: 'shop:1.0'}\n");

        EnvironmentPlan plan = planner(
                        request("e2e", Optional.empty()),
                        new Stack(model, model, true),
                        internal,
                        RunningEnvironment.NONE)
                .claim(leases, leases.all(), List.of())
                .environment();

        assertThat(plan.ports()).isEmpty();
    }

    @Test
    void itIsSaidWhichPortsTheBuildDoesNotReach() {
        EnvironmentPlan plan = claim("default", "127.0.0.1", BESIDE);
        Engine engine = new Engine(EngineIds.lasting("engine"), BESIDE);

        assertThat(ReachChecks.warning(plan.ports(), request("default", Optional.empty()), engine))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("admin 90/tcp on 127.0.0.1.")
                        .contains("'--network host'")
                        .endsWith("or use another environment than 'default' (-Desb.env=NAME)."));
        assertThat(ReachChecks.warning(plan.ports(), request("default", Optional.empty()), Engine.local("")))
                .isEmpty();
    }

    @Test
    void portsOfLoopbackStayOnThatOfAnEngineElsewhere() {
        EnvironmentPlan plan = claim("e2e", "127.0.0.1", new Elsewhere("build-host"));
        Engine engine = new Engine(EngineIds.lasting("engine"), new Elsewhere("build-host"));

        assertThat(addresses(plan)).isEqualTo(Map.of("web", "", "admin", "127.0.0.1"));
        assertThat(ReachChecks.warning(plan.ports(), request("e2e", Optional.empty()), engine))
                .hasValueSatisfying(
                        text -> assertThat(text)
                                .startsWith(
                                        "The engine publishes on the loopback of its own machine, build-host, which cannot be"
                                                + " reached from here: admin 90/tcp on 127.0.0.1. Nothing is waited for there."));
    }

    @Test
    void itIsSaidHowSshForwardsPortsOfLoopback() {
        SshRoute route = new SshRoute(new SshDestination("me", "build-host", ""), false);
        Elsewhere overSsh = new Elsewhere("192.0.2.7", Optional.of(route));
        EnvironmentPlan plan = claim("e2e", "127.0.0.1", overSsh);
        int admin = plan.ports().stream()
                .filter(port -> port.request().service().equals("admin"))
                .findFirst()
                .orElseThrow()
                .published();

        assertThat(ReachChecks.warning(
                        plan.ports(),
                        request("e2e", Optional.empty()),
                        new Engine(EngineIds.lasting("engine"), overSsh)))
                .hasValueSatisfying(text -> assertThat(text)
                        .endsWith("this does: ssh -N -L 127.0.0.1:%1$s:127.0.0.1:%1$s me@build-host".formatted(admin)));
    }

    private EnvironmentPlan claim(String environment, String address, EnginePlace place) {
        return claim(request(environment, Optional.empty()), address, place);
    }

    private EnvironmentPlan claim(StackRequest request, String address, EnginePlace place) {
        return planner(request, address, place, RunningEnvironment.NONE)
                .claim(leases, leases.all(), List.of())
                .environment();
    }

    private Planner planner(StackRequest request, String address, EnginePlace place, RunningEnvironment running) {
        ObjectNode model = yaml(STACK.replace("ADDRESS", "'" + address + "'"));
        return planner(request, new Stack(model, model, true), place, running);
    }

    private Planner planner(StackRequest request, Stack stack, EnginePlace place, RunningEnvironment running) {
        Engine engine = new Engine(EngineIds.lasting("engine"), place);
        return new Planner(docker, request, stack, "/project", engine, running);
    }

    private static StackRequest request(String environment, Optional<String> bind) {
        StackRequest request = StackRequest.of(
                EnvironmentKey.of(environment, ""),
                new DirectoryLayout(Path.of("/home"), Path.of("/run"), Path.of("/target")),
                Path.of("/project"));
        return new StackRequest(
                request.key(),
                request.layout(),
                request.baseDirectory(),
                request.files(),
                request.profiles(),
                request.envFile(),
                request.index(),
                request.ports(),
                request.portRange(),
                request.subnets(),
                bind,
                request.variables(),
                request.share(),
                request.isolate(),
                request.literals(),
                request.copyLimit(),
                request.seed());
    }

    private static Map<String, String> addresses(EnvironmentPlan plan) {
        return plan.ports().stream()
                .collect(Collectors.toMap(port -> port.request().service(), PortAssignment::hostAddress));
    }

    private static ObjectNode yaml(String text) {
        try {
            return (ObjectNode) new YAMLMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
