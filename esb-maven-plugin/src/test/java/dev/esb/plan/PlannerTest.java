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
import dev.esb.docker.NetworkCommand.Network;
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
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an environment that runs keeps, and what it gets, when its stack has changed. */
class PlannerTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("e2e", "");
    private static final int SLOT = 8;

    /** An engine elsewhere, so that neither ports nor routes of this machine matter. */
    private static final Engine ELSEWHERE =
            new Engine(EngineIds.lasting("engine"), new EnginePlace.Elsewhere("192.0.2.7"));

    private final LeaseFixture held = new LeaseFixture();
    private final FakeDocker docker = held.serve(new FakeDocker());
    private final LeaseRegistry leases =
            new LeaseRegistry(docker, Owners.PERSON, Clock.systemUTC(), Sleep.SYSTEM, Reporter.NONE);
    private StackRequest request = StackRequest.of(
            KEY, new DirectoryLayout(Path.of("/home"), Path.of("/run"), Path.of("/target")), Path.of("/project"));

    @Test
    void whatIsThereKeepsItsPortAndSubnetWhenAServiceAndANetworkComeThatSortFirst() {
        held.hold(KEY, SLOT, Owners.PERSON);
        EnvironmentPlan before = claim(stack(List.of("front"), "web"), RunningEnvironment.NONE);

        EnvironmentPlan after = claim(stack(List.of("back", "front"), "api", "web"), running(before));

        assertThat(ports(before)).isEqualTo(Map.of("web", 20128));
        assertThat(ports(after)).isEqualTo(Map.of("web", 20128, "api", 20129));
        assertThat(subnets(before)).isEqualTo(Map.of("front", "10.208.32.0/24"));
        assertThat(subnets(after)).isEqualTo(Map.of("front", "10.208.32.0/24", "back", "10.208.33.0/24"));
        assertThat(after.slot()).isEqualTo(SLOT);
    }

    /** As the next {@code up} would do it. */
    @Test
    void aPreviewKeepsTheSame() {
        held.hold(KEY, SLOT, Owners.PERSON);
        Stack grown = stack(List.of("back", "front"), "api", "web");
        RunningEnvironment running = running(claim(stack(List.of("front"), "web"), RunningEnvironment.NONE));

        EnvironmentPlan preview = planner(grown, running).preview(leases.all()).environment();

        assertThat(preview).isEqualTo(claim(grown, running));
    }

    @Test
    void theSeventeenthPortGetsANewSlotAndTheOthersStay() {
        held.hold(KEY, SLOT, Owners.PERSON);
        String[] sixteen = services(16);
        EnvironmentPlan before = claim(stack(List.of("front"), sixteen), RunningEnvironment.NONE);
        Stack grown = stack(List.of("front"), append(sixteen, "a-new-one"));
        EnvironmentPlan preview =
                planner(grown, running(before)).preview(leases.all()).environment();

        EnvironmentPlan after = claim(grown, running(before));

        assertThat(ports(after)).containsAllEntriesOf(ports(before)).hasSize(17);
        assertThat(ports(after).get("a-new-one"))
                .isEqualTo(20000 + 16 * held.lease(KEY).newest().first());
        assertThat(held.lease(KEY).newest().covers(SLOT)).isFalse();
        assertThat(after.slot()).as("ESB_SLOT").isEqualTo(SLOT);
        assertThat(subnets(after)).isEqualTo(subnets(before));
        assertThat(ports(preview)).containsAllEntriesOf(ports(before)).hasSize(17);
    }

    /** The first four networks have a quarter of the slot's addresses each. */
    @Test
    void aNetworkWithoutRoomInTheSlotGetsANewSlotAndTheOthersStay() {
        held.hold(KEY, SLOT, Owners.PERSON);
        EnvironmentPlan before = claim(stack(List.of("b", "c", "d", "e"), "web"), RunningEnvironment.NONE);

        EnvironmentPlan after = claim(stack(List.of("a", "b", "c", "d", "e"), "web"), running(before));

        assertThat(subnets(after)).containsAllEntriesOf(subnets(before)).hasSize(5);
        assertThat(held.lease(KEY).runs()).hasSize(2);
        assertThat(ports(after)).isEqualTo(ports(before));
    }

    @Test
    void anotherSlotIsRefusedWhileItRuns() {
        held.hold(KEY, SLOT, Owners.PERSON);
        Stack stack = stack(List.of("front"), "web");
        RunningEnvironment running = running(claim(stack, RunningEnvironment.NONE));

        request = request.withIndex(OptionalInt.of(SLOT));
        assertThat(claim(stack, running).slot()).isEqualTo(SLOT);
        request = request.withIndex(OptionalInt.of(9));
        assertThatThrownBy(() -> claim(stack, running))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("The environment 'e2e' runs in slot 8")
                .hasMessageContaining("slot 9 (esb.index)")
                .hasMessageContaining("mvn esb:down -Desb.env=e2e");
    }

    @Test
    void ofAStoppedServiceOnlyThePortMovesThatSomethingElseHasTaken() {
        held.hold(KEY, SLOT, Owners.PERSON);
        Stack stack = stack(List.of("front"), "api", "db", "web");
        RunningEnvironment running = running(claim(stack, RunningEnvironment.NONE));
        Planner planner = planner(stack, running);
        PlannedStack plan = planner.claim(leases, leases.all(), List.of());
        ConflictException conflict = ConflictException.in("Bind for 127.0.0.1:20129 failed: port is already allocated")
                .orElseThrow();

        EnvironmentPlan renewed =
                planner.renew(plan, conflict, running.networks()).orElseThrow().environment();

        assertThat(ports(renewed)).isEqualTo(Map.of("api", 20128, "db", 20131, "web", 20130));
        assertThat(subnets(renewed)).isEqualTo(subnets(plan.environment()));
    }

    /** Compose makes one network after the other, and does not change the subnet of one that is there. */
    @Test
    void aNetworkStaysThatWasMadeBeforeTheOneWhoseSubnetIsTaken() {
        held.hold(KEY, SLOT, Owners.PERSON);
        Planner planner = planner(stack(List.of("back", "front"), "web"), RunningEnvironment.NONE);
        PlannedStack plan = planner.claim(leases, leases.all(), List.of());
        List<Network> now = List.of(
                new Network("esb-e2e_back", "esb-e2e", "back", List.of("10.208.32.0/24")),
                new Network("foreign", "", "", List.of("10.208.33.0/26")));
        ConflictException conflict = ConflictException.in("Pool overlaps with other one on this address space")
                .orElseThrow();

        EnvironmentPlan renewed =
                planner.renew(plan, conflict, now).orElseThrow().environment();

        assertThat(subnets(renewed)).isEqualTo(Map.of("back", "10.208.32.0/24", "front", "10.208.34.0/24"));
    }

    private EnvironmentPlan claim(Stack stack, RunningEnvironment running) {
        return planner(stack, running)
                .claim(leases, leases.all(), running.networks())
                .environment();
    }

    private Planner planner(Stack stack, RunningEnvironment running) {
        return new Planner(docker, request, stack, "/project", ELSEWHERE, running);
    }

    /** The environment as it is when its plan has been carried out. */
    private static RunningEnvironment running(EnvironmentPlan plan) {
        List<Network> networks = new ArrayList<>();
        subnets(plan)
                .forEach((key, subnet) -> networks.add(new Network("esb-e2e_" + key, "esb-e2e", key, List.of(subnet))));
        return new RunningEnvironment(
                plan.ports().stream()
                        .map(port -> new ContainerDetails(
                                port.request().service() + "-1",
                                port.request().service(),
                                "",
                                List.of(new ConfiguredPort(80, "tcp", port.address(), port.published(), 1)),
                                List.of(),
                                List.of()))
                        .toList(),
                networks);
    }

    private static Map<String, Integer> ports(EnvironmentPlan plan) {
        return plan.ports().stream()
                .collect(Collectors.toMap(port -> port.request().service(), PortAssignment::published));
    }

    private static Map<String, String> subnets(EnvironmentPlan plan) {
        Map<String, String> subnets = new TreeMap<>();
        plan.subnets()
                .forEach((name, assigned) -> subnets.put(
                        name,
                        assigned.stream()
                                .map(SubnetAssignment::assigned)
                                .map(Object::toString)
                                .collect(Collectors.joining())));
        return subnets;
    }

    private static String[] services(int count) {
        return IntStream.range(0, count).mapToObj("service-%02d"::formatted).toArray(String[]::new);
    }

    private static String[] append(String[] services, String added) {
        List<String> all = new ArrayList<>(List.of(services));
        all.add(added);
        return all.toArray(String[]::new);
    }

    /** Services that publish port 80, all with the same written port. */
    private static Stack stack(List<String> networks, String... services) {
        String entries = List.of(services).stream()
                .map("  %s: {image: 'shop:1.0', ports: [{target: 80, published: '8080', protocol: tcp}]}\n"::formatted)
                .collect(Collectors.joining());
        String keys = networks.stream().map("  %s: {}\n"::formatted).collect(Collectors.joining());
        ObjectNode model = yaml("name: esb-e2e\nservices:\n" + entries + "networks:\n" + keys);
        return new Stack(model, model, true);
    }

    private static ObjectNode yaml(String text) {
        try {
            return (ObjectNode) new YAMLMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
