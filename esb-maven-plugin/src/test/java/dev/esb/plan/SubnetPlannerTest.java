package dev.esb.plan;

import static dev.esb.environment.Requests.network;
import static dev.esb.environment.Requests.pool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.environment.NetworkRequest;
import dev.esb.environment.Subnet;
import dev.esb.environment.SubnetAssignment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetPlannerTest {
    private final SubnetPlanner planner = new SubnetPlanner(SubnetPlanner.DEFAULT_POOL);

    static Stream<List<NetworkRequest>> stacks() {
        return Stream.of(
                List.of(network("default")),
                List.of(network("front"), network("back"), network("db")),
                List.of(network("a"), network("b", "172.28.0.0/16", "172.28.1.10"), network("c")),
                List.of(network("default", "172.28.0.0/16", "172.28.200.10")),
                List.of(network("a", "172.28.0.0/16", "172.28.3.10"), network("b", "172.29.0.0/24", "172.29.0.10")),
                List.of(new NetworkRequest("dual", List.of(pool("172.28.0.0/16"), pool("fd00::/64")), List.of())),
                networks(70));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void givesNoTwoSlotsTheSameAddress(List<NetworkRequest> stack) {
        int run = planner.slots(stack);
        List<Subnet> all = new ArrayList<>();
        for (int slot = run; slot + run - 1 <= planner.lastSlot(); slot += run) {
            all.addAll(subnets(stack, slot));
        }

        List<Subnet> sorted = all.stream()
                .sorted(Comparator.comparing(Subnet::bits).thenComparing(Subnet::first))
                .toList();

        assertThat(IntStream.range(1, sorted.size()))
                .noneMatch(i -> sorted.get(i).overlaps(sorted.get(i - 1)));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void staysInsideThePool(List<NetworkRequest> stack) {
        int run = planner.slots(stack);
        int last = (planner.lastSlot() + 1) / run * run - run;

        assertThat(run).isEqualTo(Integer.highestOneBit(run));
        assertThat(subnets(stack, last)).filteredOn(subnet -> !subnet.isIpv6()).allMatch(planner.pool()::contains);
    }

    @Test
    void keepsSmallStacksInOneSlot() {
        assertThat(planner.slots(List.of())).isEqualTo(1);
        assertThat(planner.slots(networks(4))).isEqualTo(1);
        assertThat(planner.slots(networks(64))).isEqualTo(1);
        assertThat(planner.slots(networks(65))).isEqualTo(2);
    }

    @Test
    void givesAFewNetworksTwoHundredAddressesEach() {
        assertThat(subnets(List.of(network("back"), network("front")), 7))
                .containsExactly(Subnet.parse("10.208.28.0/24"), Subnet.parse("10.208.29.0/24"));
    }

    @Test
    void remembersWhatWasWritten() {
        Map<String, List<SubnetAssignment>> assigned =
                planner.assign(List.of(network("back", "172.28.0.0/16"), network("front")), 7);

        assertThat(assigned.get("back"))
                .extracting(SubnetAssignment::written)
                .containsExactly(Optional.of(Subnet.parse("172.28.0.0/16")));
        assertThat(assigned.get("front")).extracting(SubnetAssignment::written).containsExactly(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.28.0.254", "172.28.1.10", "172.28.3.254", "172.28.200.10", "172.28.255.254"})
    void makesRoomForTheHostPartOfAnAddress(String address) {
        List<NetworkRequest> stack = List.of(network("default", "172.28.0.0/16", address));
        int slot = planner.slots(stack);
        Subnet subnet = subnets(stack, slot).get(0);
        Subnet moved = Subnet.parse(address).movedTo(Subnet.parse("172.28.0.0/16"), subnet);
        Subnet broadcast = subnet.block(32, subnet.size().longValue() - 1);

        assertThat(subnet.contains(moved)).isTrue();
        assertThat(moved).isNotEqualTo(broadcast);
    }

    @Test
    void givesANetworkWithOnlyAnIpv6SubnetAnIpv4OneToo() {
        // The engine gives it one anyway, from its own pools, which are used up after some thirty networks.
        assertThat(subnets(List.of(network("default", "fd00::/64")), 7)).anyMatch(subnet -> !subnet.isIpv6());
    }

    @Test
    void refusesWhatNoPoolCanHold() {
        assertThatThrownBy(() -> planner.slots(List.of(network("huge", "10.0.0.0/8", "10.200.0.1"))))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("huge")
                .hasMessageContaining("10.208.0.0/12 (esb.subnetPool)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.24.0.0/14", " 10.0.0.0/8 ", "192.168.0.0/18", "172.31.0.0/16", "100.64.0.0/10"})
    void takesAPoolThatIsLargeEnough(String text) {
        assertThat(SubnetPlanner.of(text).pool()).hasToString(text.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10/8", "192.168.0.0/19", "10.0.0.1", "fd00::/16", "somewhere", "10.0.0.0/40"})
    void refusesAPoolThatIsNot(String text) {
        assertThatThrownBy(() -> SubnetPlanner.of(text))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("'" + text + "' (esb.subnetPool)")
                .hasMessageContaining("at most /18");
    }

    @Test
    void leavesANetworkWhereItIsWhenAnotherComesThatSortsFirst() {
        assertThat(subnets(List.of(network("front")), 7)).containsExactly(Subnet.parse("10.208.28.0/24"));
        assertThat(subnets(List.of(network("back"), network("front")), Map.of("front", "10.208.28.0/24")))
                .containsExactly(Subnet.parse("10.208.29.0/24"), Subnet.parse("10.208.28.0/24"));
    }

    @Test
    void leavesAnIpv6NetworkWhereItIsWhenAnotherComesThatSortsFirst() {
        NetworkRequest front =
                new NetworkRequest("front", List.of(pool("fd00:1::/64"), pool("172.28.0.0/16")), List.of());
        NetworkRequest back =
                new NetworkRequest("back", List.of(pool("fd00:2::/64"), pool("172.29.0.0/16")), List.of());

        // Docker may have the IPv4 subnet first.
        assertThat(planner.assign(
                                List.of(back, front),
                                7,
                                List.of(),
                                Map.of(
                                        "front",
                                        List.of(Subnet.parse("10.208.28.0/24"), Subnet.parse("fdeb:5b00:7::/64"))))
                        .orElseThrow()
                        .values())
                .flatExtracting(each -> each)
                .extracting(SubnetAssignment::assigned)
                .containsExactly(
                        Subnet.parse("fdeb:5b00:7:1::/64"),
                        Subnet.parse("10.208.29.0/24"),
                        Subnet.parse("fdeb:5b00:7::/64"),
                        Subnet.parse("10.208.28.0/24"));
    }

    /** Compose does not remove networks that are not in the file any more. */
    @Test
    void doesNotGiveAwayTheSubnetOfANetworkThatIsGoneFromTheFile() {
        assertThat(subnets(List.of(network("back")), Map.of("front", "10.208.28.0/24")))
                .containsExactly(Subnet.parse("10.208.29.0/24"));
    }

    @Test
    void movesANetworkOnlyWhereItIsTooSmallForAnAddress() {
        List<NetworkRequest> stack = List.of(network("a", "172.28.0.0/16", "172.28.1.10"), network("b"));

        assertThat(subnets(stack, Map.of("a", "10.208.28.0/24", "b", "10.208.29.0/24")))
                .containsExactly(Subnet.parse("10.208.30.0/23"), Subnet.parse("10.208.29.0/24"));
        assertThat(subnets(stack, Map.of("a", "10.208.30.0/23", "b", "10.208.29.0/24")))
                .containsExactly(Subnet.parse("10.208.30.0/23"), Subnet.parse("10.208.29.0/24"));
    }

    private List<Subnet> subnets(List<NetworkRequest> stack, Map<String, String> kept) {
        Map<String, List<Subnet>> parsed = new HashMap<>();
        kept.forEach((name, subnet) -> parsed.put(name, List.of(Subnet.parse(subnet))));
        return planner.assign(stack, 7, List.of(), parsed).orElseThrow().values().stream()
                .flatMap(List::stream)
                .map(SubnetAssignment::assigned)
                .toList();
    }

    private List<Subnet> subnets(List<NetworkRequest> stack, int slot) {
        return planner.assign(stack, slot).values().stream()
                .flatMap(List::stream)
                .map(SubnetAssignment::assigned)
                .toList();
    }

    private static List<NetworkRequest> networks(int count) {
        return IntStream.range(0, count).mapToObj(i -> network("n" + i)).toList();
    }
}
