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
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.EngineIds;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.docker.PortBinding;
import dev.esb.docker.PublishedPorts;
import dev.esb.engine.Engine;
import dev.esb.engine.EnginePlace;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.SubnetAssignment;
import dev.esb.lease.LeaseFixture;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.Owners;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Plans where something else uses ports of this machine, or subnets of the engine. */
class SlotProbeTest {
    private static final Engine HERE = Engine.local("engine");

    /** So that the routes of this machine do not matter. */
    private static final Engine ELSEWHERE =
            new Engine(EngineIds.lasting("engine"), new EnginePlace.Elsewhere("192.0.2.7"));

    private static final String LARGE_NETWORK = """
            services: {web: {networks: {front: {ipv4_address: 172.30.8.9}}}}
            networks: {front: {ipam: {config: [{subnet: 172.30.0.0/16}]}}}
            """;

    private final LeaseFixture held = new LeaseFixture();
    private final FakeDocker docker = held.serve(new FakeDocker());
    private final LeaseRegistry leases =
            new LeaseRegistry(docker, Owners.PERSON, Clock.systemUTC(), Sleep.SYSTEM, Reporter.NONE);
    private final StackRequest request = StackRequest.of(
            EnvironmentKey.of("e2e", ""),
            new DirectoryLayout(Path.of("/home"), Path.of("/run"), Path.of("/target")),
            Path.of("/project"));

    @Test
    void aPlanGoesAroundABusyPortWhereThereIsNoOtherSlot() throws IOException {
        try (ServerSocket busy = listen()) {
            int port = busy.getLocalPort();

            EnvironmentPlan plan = ports(range(port, port + 2));

            assertThat(plan.slot()).isEqualTo(1);
            assertThat(published(plan))
                    .doesNotContain(port)
                    .hasSize(1)
                    .allMatch(each -> each > port && each <= port + 2);
        }
    }

    @Test
    void anotherSlotComesFirst() throws IOException {
        try (ServerSocket busy = listen()) {
            int port = busy.getLocalPort();

            EnvironmentPlan plan = ports(range(port - 16, port + 15));

            assertThat(plan.slot()).isEqualTo(2);
            assertThat(published(plan)).doesNotContain(port);
        }
    }

    @Test
    void aRangeInUseIsExplainedWithTheProcessThatHasIt() throws IOException {
        try (ServerSocket busy = listen()) {
            int port = busy.getLocalPort();
            docker.answer(new ContainerCommand.ListRunning(), List.of("c1"))
                    .answer(
                            new ContainerCommand.InspectPorts(List.of("c1")),
                            List.of(new PublishedPorts(
                                    "c1", "other-web-1", List.of(new PortBinding("0.0.0.0", port, 80, "tcp")))));

            assertThatThrownBy(() -> ports(range(port, port)))
                    .isInstanceOf(EsbException.class)
                    .hasMessage(
                            "No slot is free for the environment 'e2e'. What it would have is in use: port %s by the container 'other-web-1'. Name another range of ports (-Desb.portRange=FIRST-LAST)."
                                    .formatted(port));
        }
    }

    /** Slot 1 has the five ports after the first block, slot 2 the first block. */
    @Test
    void aSlotWithTooFewPortsIsNoneForTheStack() {
        String six = "services: {web: {ports: [{target: 80, published: '8080-8085', protocol: tcp}]}}";
        StackRequest pinned = request.withIndex(OptionalInt.of(1));

        assertThat(planner(ELSEWHERE, "60000-60020", six)
                        .preview(List.of())
                        .environment()
                        .slot())
                .isEqualTo(2);
        assertThatThrownBy(() -> planner(pinned, ELSEWHERE, "60000-60020", six).claim(leases, List.of(), List.of()))
                .isInstanceOf(EsbException.class)
                .hasMessage(
                        "Slot 1 (esb.index) cannot be used: from there on, the port range (esb.portRange) has too few ports for the stack. Leave esb.index out to get a free one.");
    }

    /** The slot has 10.208.4.0/22. */
    @Test
    void aPlanGoesAroundASubnetWhereThereIsNoOtherSlot() {
        EnvironmentPlan plan = subnets(List.of(network("10.208.4.0/24")));

        assertThat(assigned(plan)).containsExactly("10.208.5.0/24");
    }

    @Test
    void aSubnetInUseIsExplainedWithTheNetworkThatHasIt() {
        assertThatThrownBy(() -> subnets(List.of(network("10.208.0.0/16"))))
                .hasMessage(
                        "No slot is free for the environment 'e2e'. What it would have is in use: 10.208.0.0/16 by the network 'foreign'. Name another pool of subnets (-Desb.subnetPool=CIDR).");
    }

    @Test
    void aPoolInUseIsExplainedWithOneThatIsFree() {
        assertThatThrownBy(() -> subnets(List.of(network("10.0.0.0/8"), network("172.24.0.0/14"))))
                .hasMessageStartingWith(
                        "The subnet pool 10.208.0.0/12 (esb.subnetPool) lies in 10.0.0.0/8, which is in use by the network 'foreign'. ")
                .hasMessageNotContaining("=172.24.0.0/14");
    }

    @Test
    void networksThatNeedMoreSlotsThanTheRangeHasAreRefused() {
        assertThatThrownBy(
                        () -> planner(ELSEWHERE, "60000-60031", LARGE_NETWORK).claim(leases, leases.all(), List.of()))
                .isInstanceOf(EsbException.class)
                .hasMessage(
                        "The stack needs 4 slots in a row for its networks, from a multiple of 4 on, and there are 2. A slot is 16 ports of the port range 60000-60031 (esb.portRange): name a wider one, such as one of 128 ports.");
        assertThat(planner(ELSEWHERE, "60000-60127", LARGE_NETWORK)
                        .claim(leases, leases.all(), List.of())
                        .environment()
                        .slot())
                .isEqualTo(4);
    }

    private EnvironmentPlan ports(String range) {
        return planner(HERE, range, "services: {web: {ports: [{target: 80, published: '8080', protocol: tcp}]}}")
                .claim(leases, leases.all(), List.of())
                .environment();
    }

    private EnvironmentPlan subnets(List<Network> networks) {
        return planner(ELSEWHERE, "60000-60015", "services: {web: {}}\nnetworks: {default: {}}\n")
                .claim(leases, leases.all(), networks)
                .environment();
    }

    private Planner planner(Engine engine, String range, String yaml) {
        return planner(request, engine, range, yaml);
    }

    private Planner planner(StackRequest asked, Engine engine, String range, String yaml) {
        ObjectNode model = yaml(yaml);
        return new Planner(
                docker,
                RequestVariants.withPortRange(asked, range),
                new Stack(model, model, true),
                "/project",
                engine,
                RunningEnvironment.NONE);
    }

    private static String range(int first, int last) {
        return first + "-" + last;
    }

    private static Network network(String subnet) {
        return new Network("foreign", "", "", List.of(subnet));
    }

    private static List<Integer> published(EnvironmentPlan plan) {
        return plan.ports().stream().map(PortAssignment::published).toList();
    }

    private static List<String> assigned(EnvironmentPlan plan) {
        return plan.subnets().values().stream()
                .flatMap(List::stream)
                .map(SubnetAssignment::assigned)
                .map(Object::toString)
                .toList();
    }

    /** On a port that the kernel chooses, so that no other test has it. */
    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    private static ObjectNode yaml(String text) {
        try {
            return (ObjectNode) new YAMLMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
