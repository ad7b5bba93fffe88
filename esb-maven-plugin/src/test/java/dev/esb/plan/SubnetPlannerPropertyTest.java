package dev.esb.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.NetworkRequest;
import dev.esb.environment.NetworkRequest.Pool;
import dev.esb.environment.Subnet;
import dev.esb.environment.SubnetAssignment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SubnetPlannerPropertyTest {
    private final SubnetPlanner planner = new SubnetPlanner(SubnetPlanner.DEFAULT_POOL);

    @Provide
    Arbitrary<List<NetworkRequest>> stacks() {
        Arbitrary<List<Pool>> pools = Arbitraries.of(
                        "",
                        "172.28.0.0/16",
                        "172.29.0.0/24",
                        "10.0.0.0/28",
                        "192.168.0.0/20",
                        "fd00:1::/64",
                        "fd00:2::/112")
                .map(subnet -> new Pool(subnet, Optional.empty(), Map.of()))
                .list()
                .ofMaxSize(3);
        Arbitrary<List<String>> addresses = Arbitraries.of(
                        "172.28.0.2",
                        "172.28.3.255",
                        "172.28.12.9",
                        "172.29.0.254",
                        "10.0.0.14",
                        "192.168.15.254",
                        "fd00:1::9")
                .list()
                .ofMaxSize(3);
        return pools.flatMap(own -> addresses.map(used -> new NetworkRequest("", own, used)))
                .list()
                .ofMaxSize(12)
                .map(SubnetPlannerPropertyTest::named);
    }

    /** Of the default pool and around it. */
    @Provide
    Arbitrary<List<Subnet>> occupied() {
        return Arbitraries.integers()
                .between(0, 1 << 14)
                .map(n -> Subnet.parse("10.192.0.0/10").block(26, n))
                .list()
                .ofMaxSize(20);
    }

    @Property(tries = 2000)
    void subnetsAreApartFreeAndInTheirSlot(
            @ForAll("stacks") List<NetworkRequest> stack,
            @ForAll("occupied") List<Subnet> occupied,
            @ForAll @IntRange(min = 1, max = 1023) int wanted) {
        int run = planner.slots(stack);
        int slot = Math.min(Math.max(run, wanted / run * run), (planner.lastSlot() + 1) / run * run - run);

        List<Subnet> subnets = planner.assign(stack, slot, occupied, Map.of())
                .map(SubnetPlannerPropertyTest::all)
                .orElse(List.of());

        Subnet range = SubnetPlanner.DEFAULT_POOL.block(22 - Integer.numberOfTrailingZeros(run), slot / run);
        for (Subnet subnet : subnets) {
            assertThat(subnet.isIpv6() || range.contains(subnet)).isTrue();
            assertThat(occupied).noneMatch(subnet::overlaps);
            assertThat(subnets.stream().filter(subnet::overlaps)).hasSize(1);
        }
    }

    @Property(tries = 1000)
    void differentSlotsNeverOverlap(
            @ForAll("stacks") List<NetworkRequest> one, @ForAll("stacks") List<NetworkRequest> other) {
        int run = Math.max(planner.slots(one), planner.slots(other));

        List<Subnet> first = all(planner.assign(one, run));
        List<Subnet> second = all(planner.assign(other, 2 * run));

        assertThat(first).noneMatch(subnet -> second.stream().anyMatch(subnet::overlaps));
    }

    /** Whatever networks are added before, between and after them, or removed. */
    @Property(tries = 1000)
    void subnetsThatAreThereNeverMove(
            @ForAll("stacks") List<NetworkRequest> before,
            @ForAll("stacks") List<NetworkRequest> added,
            @ForAll Set<@IntRange(max = 11) Integer> removed) {
        int run = Math.max(planner.slots(before), 8);
        Map<String, List<Subnet>> kept = new HashMap<>();
        planner.assign(before, run)
                .forEach((name, subnets) -> kept.put(
                        name, subnets.stream().map(SubnetAssignment::assigned).toList()));
        List<NetworkRequest> after = new ArrayList<>();
        added.forEach(each -> after.add(new NetworkRequest("added-" + each.name(), each.pools(), each.addresses())));
        IntStream.range(0, before.size())
                .filter(index -> !removed.contains(index))
                .forEach(index -> after.add(index % (after.size() + 1), before.get(index)));

        Map<String, List<SubnetAssignment>> assigned =
                planner.assign(after, run, List.of(), kept).orElse(Map.of());

        List<Subnet> there = kept.values().stream().flatMap(List::stream).toList();
        List<Subnet> all = all(assigned);
        assigned.forEach((name, subnets) -> {
            List<Subnet> own = subnets.stream().map(SubnetAssignment::assigned).toList();
            assertThat(own).isEqualTo(kept.getOrDefault(name, own));
        });
        assertThat(all)
                .allSatisfy(subnet ->
                        assertThat(all.stream().filter(subnet::overlaps)).hasSize(1));
        assertThat(all)
                .filteredOn(subnet -> !there.contains(subnet))
                .allSatisfy(subnet -> assertThat(there).noneMatch(subnet::overlaps));
    }

    private static List<Subnet> all(Map<String, List<SubnetAssignment>> assigned) {
        return assigned.values().stream()
                .flatMap(List::stream)
                .map(SubnetAssignment::assigned)
                .toList();
    }

    private static List<NetworkRequest> named(List<NetworkRequest> requests) {
        List<NetworkRequest> named = new ArrayList<>();
        for (NetworkRequest request : requests) {
            named.add(new NetworkRequest("n" + named.size(), request.pools(), request.addresses()));
        }
        return named;
    }
}
