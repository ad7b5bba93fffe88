package dev.esb.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.EsbException;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRange;
import dev.esb.environment.PortRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Stacks as they can be read, however odd, and slots as they can be claimed. */
class PortPlannerPropertyTest {
    private final BlockPorts ports = new BlockPorts(PortRange.DEFAULT, "127.0.0.1");

    @Provide
    Arbitrary<List<PortRequest>> stacks() {
        Arbitrary<Integer> bases = Arbitraries.oneOf(
                Arbitraries.just(0),
                Arbitraries.integers().between(1, 65400),
                Arbitraries.integers().between(8080, 8085));
        return Combinators.combine(
                        Arbitraries.of("web", "db", "a", "-", ""),
                        Arbitraries.integers().between(1, 65535),
                        Arbitraries.of("tcp", "udp", "sctp", "TCP"),
                        Arbitraries.of("", "127.0.0.1", "::1"),
                        bases,
                        Arbitraries.frequencyOf(
                                Tuple.of(8, Arbitraries.just(1)),
                                Tuple.of(2, Arbitraries.integers().between(2, 40))),
                        Arbitraries.of("A_PORT", "B_PORT").optional(0.2))
                .as(PortRequest::new)
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<Set<Integer>> taken() {
        return Arbitraries.integers().between(0, 100).set().ofMaxSize(30);
    }

    /** Two that were one number in the file are one number; all others are apart, in the slots' block, and not taken. */
    @Property(tries = 2000)
    void blockPortsAreApartFreeAndInTheirBlock(
            @ForAll("stacks") List<PortRequest> stack,
            @ForAll("taken") Set<Integer> offsets,
            @ForAll @IntRange(min = 1, max = 700) int wanted) {
        int run = ports.slots(stack);
        int slot = Math.min(wanted, ports.lastSlot(stack) - run);
        int first = PortRange.DEFAULT.first() + slot * BlockPorts.BLOCK;
        int last = first + run * BlockPorts.BLOCK - 1;
        Set<Integer> taken = new HashSet<>();
        offsets.forEach(offset -> taken.add(first + offset));

        Optional<List<PortAssignment>> assigned = ports.assign(stack, slot, taken, Map.of());

        assertThat(last).isLessThanOrEqualTo(PortRange.DEFAULT.last());
        Map<Integer, String> holders = new HashMap<>();
        for (PortAssignment assignment : assigned.orElse(List.of())) {
            numbers(assignment).forEach(port -> {
                assertThat(port).isBetween(first, last).isNotIn(taken);
                assertThat(holders.merge(
                                port, number(assignment.request()), (one, other) -> one.equals(other) ? one : "both"))
                        .isNotEqualTo("both");
            });
        }
        assertThat(assigned.orElse(List.of()).stream().map(PortAssignment::request))
                .isEqualTo(assigned.isPresent() ? stack : List.of());
    }

    /** As it always was: names, and users who pin a slot, rely on it. */
    @Property(tries = 1000)
    void slotsWithWholeBlocksBeginWhereTheyAlwaysDid(
            @ForAll("stacks") List<PortRequest> stack,
            @ForAll @IntRange(min = 1024, max = 40000) int first,
            @ForAll @IntRange(min = 32, max = 20000) int size,
            @ForAll @IntRange(min = 1, max = 1000) int wanted) {
        int total = count(stack);
        int run = Math.max(1, (total + BlockPorts.BLOCK - 1) / BlockPorts.BLOCK);
        int last = size / BlockPorts.BLOCK - 1;
        Assume.that(run <= last);
        BlockPorts planner = new BlockPorts(new PortRange(first, first + size - 1), "");
        int slot = Math.min(wanted, last - run + 1);

        assertThat(planner.slots(stack)).isEqualTo(run);
        assertThat(planner.lastPreferredSlot(stack)).isEqualTo(last);
        assertThat(planner.tooShort(stack)).allMatch(each -> each + run - 1 > last);
        assertThat(planner.assign(stack, slot).stream()
                        .flatMap(assigned -> numbers(assigned).stream())
                        .distinct()
                        .sorted())
                .isEqualTo(IntStream.range(0, total)
                        .mapToObj(i -> first + slot * BlockPorts.BLOCK + i)
                        .toList());
    }

    @Property(tries = 2000)
    void aRangeThatHoldsTheStackIsUsed(
            @ForAll("stacks") List<PortRequest> stack, @ForAll @IntRange(min = 0, max = 40) int more) {
        Assume.that(!stack.isEmpty());
        PortRange range = new PortRange(30000, 30000 + count(stack) + more - 1);
        BlockPorts planner = new BlockPorts(range, "");
        int last = planner.lastSlot(stack) - planner.slots(stack) + 1;
        List<Integer> usable = IntStream.rangeClosed(1, last)
                .filter(slot -> !planner.tooShort(stack).contains(slot))
                .boxed()
                .toList();

        assertThat(usable).isNotEmpty();
        for (int slot : usable) {
            assertThat(planner.assign(stack, slot))
                    .flatExtracting(PortPlannerPropertyTest::numbers)
                    .allMatch(port -> range.first() <= port && port <= range.last());
        }
    }

    @Property(tries = 1000)
    void runsThatShareNoSlotShareNoPort(
            @ForAll @IntRange(min = 1, max = 200) int size,
            @ForAll @IntRange(min = 1, max = 15) int slot,
            @ForAll @IntRange(min = 1, max = 5) int count) {
        PortRange range = new PortRange(30000, 30000 + size - 1);
        int last = BlockRun.blocks(range);
        Assume.that(slot + count - 1 <= last);
        BlockRun run = new BlockRun(range, slot, count);
        List<Integer> own = IntStream.rangeClosed(29000, 31000)
                .filter(run::contains)
                .boxed()
                .toList();

        assertThat(own).isNotEmpty().allMatch(port -> range.first() <= port && port <= range.last());
        for (int other = 1; other <= last; other++) {
            boolean isOfRun = slot <= other && other < slot + count;
            BlockRun single = new BlockRun(range, other, 1);
            assertThat(own.stream().anyMatch(single::contains)).isEqualTo(isOfRun);
        }
    }

    @Property(tries = 1000)
    void whereNothingIsTakenThereIsAlwaysRoom(@ForAll("stacks") List<PortRequest> stack) {
        assertThat(ports.assign(stack, 1)).hasSameSizeAs(stack);
    }

    /** Whatever is added and removed. Only a range that becomes longer, or joins another one under one variable, may have to move. */
    @Property(tries = 2000)
    void portsThatAreThereNeverMove(
            @ForAll("stacks") List<PortRequest> before,
            @ForAll("stacks") List<PortRequest> added,
            @ForAll("taken") Set<Integer> removed) {
        int slot = 1 + ports.slots(before);
        Map<PortRequest, PortRange> kept = new HashMap<>();
        ports.assign(before, 1)
                .forEach(each -> kept.put(
                        each.request(),
                        new PortRange(
                                each.published(),
                                each.published() + each.request().count() - 1)));
        List<PortRequest> after = new ArrayList<>(added);
        IntStream.range(0, before.size())
                .filter(index -> !removed.contains(index))
                .forEach(index -> after.add(index % (after.size() + 1), before.get(index)));
        Set<String> grown = new HashSet<>();
        added.stream().filter(request -> !kept.containsKey(request)).forEach(request -> grown.add(number(request)));

        List<PortAssignment> assigned = ports.assign(
                        after, Math.min(slot, ports.lastSlot(after) - ports.slots(after) + 1), Set.of(), kept)
                .orElse(List.of());

        Map<Integer, String> holders = new HashMap<>();
        for (PortAssignment assignment : assigned) {
            PortRequest request = assignment.request();
            if (!grown.contains(number(request)) && kept.containsKey(request)) {
                assertThat(assignment.published()).isEqualTo(kept.get(request).first());
            }
            numbers(assignment)
                    .forEach(port -> assertThat(holders.merge(
                                    port, number(request), (one, other) -> one.equals(other) ? one : "both"))
                            .isNotEqualTo("both"));
        }
    }

    @Property(tries = 1000)
    void differentSlotsNeverMeet(@ForAll("stacks") List<PortRequest> one, @ForAll("stacks") List<PortRequest> other) {
        Set<Integer> numbers = new HashSet<>();
        ports.assign(one, 1).forEach(assignment -> numbers(assignment).forEach(numbers::add));

        ports.assign(other, 1 + ports.slots(one))
                .forEach(assignment -> assertThat(numbers(assignment)).noneMatch(numbers::contains));
    }

    @Property(tries = 1000)
    void offsetPortsExistOrAreRefused(@ForAll("stacks") List<PortRequest> stack) {
        OffsetPorts offset = new OffsetPorts("");
        try {
            offset.slots(stack);
        } catch (EsbException refusal) {
            assertThat(refusal.getMessage()).contains("esb.ports");
            return;
        }
        offset.assign(stack, offset.lastSlot(stack))
                .forEach(assignment -> assertThat(numbers(assignment)).allMatch(port -> port <= 65535));
    }

    private static int count(List<PortRequest> stack) {
        Map<String, Integer> sizes = new HashMap<>();
        stack.forEach(request -> sizes.merge(number(request), request.count(), Math::max));
        return sizes.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static List<Integer> numbers(PortAssignment assignment) {
        if (assignment.published() == 0) {
            return List.of();
        }
        return IntStream.range(
                        assignment.published(),
                        assignment.published() + assignment.request().count())
                .boxed()
                .toList();
    }

    private static String number(PortRequest request) {
        String owner = request.variable().map(variable -> "$" + variable).orElse(request.service());
        return owner + " " + (request.base() == 0 ? "target " + request.target() : request.base());
    }
}
