package dev.esb.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.Seed;
import dev.esb.Sleep;
import dev.esb.docker.InstalledDocker;
import dev.esb.environment.EnvironmentKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Leases on the engine that is running; skipped where there is none. Environments have names of this run, and slots are drawn from those that
 * are free, so other environments on the engine are not in the way. Each test draws the same ones in every run: two runs at once on one engine
 * need different seeds. One test after the other, as they have the same names.
 */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
@Execution(ExecutionMode.SAME_THREAD)
class LeaseRegistryEngineIT {
    private static final int LAST = 797;
    private static final String SOURCE = "/project";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    private final LeaseRegistry leases = registry(Owner.person("me@test"));
    private final Random random;

    LeaseRegistryEngineIT(TestInfo test) {
        random = Seed.random(test.getDisplayName());
    }

    private static LeaseRegistry registry(Owner owner) {
        return new LeaseRegistry(
                InstalledDocker.CLI, owner, Clock.fixed(NOW, ZoneOffset.UTC), Sleep.SYSTEM, Reporter.NONE);
    }

    @AfterEach
    void releaseOwn() {
        leases.all().stream()
                .filter(lease -> (lease.key().name() + "/" + lease.key().stack()).contains(RUN))
                .forEach(leases::release);
    }

    @Test
    void areNotHandedToABuildThatSawThemTooLate() {
        EnvironmentKey key = EnvironmentKey.of("late-" + RUN, "");
        SlotDemand demand = new SlotDemand(1, 1, LAST, LAST, Set.of());
        LeaseRegistry first = registry(build(1));
        LeaseRegistry second = registry(build(2));
        first.claim(key, SOURCE, demand, List.of(), OptionalInt.empty(), slot -> true);

        assertThatThrownBy(() -> second.claim(key, SOURCE, demand, List.of(), OptionalInt.empty(), slot -> true))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("belongs to another build");
    }

    private static Owner build(long number) {
        return Owner.build("me@test", BuildProcess.current(number), Optional.empty());
    }

    @Test
    void tellWhoHoldsASlotSinceWhen() {
        Lease lease = claim("a", anySlot());

        assertThat(leases.all()).contains(lease);
        assertThat(lease.owner()).isEqualTo(Owner.person("me@test"));
        assertThat(lease.created()).isEqualTo(NOW);
    }

    @Test
    void giveDifferentSlotsToThoseWhoClaimAtOnce() {
        Set<Integer> few = freeSlots(8);

        List<Lease> claimed = atOnce(
                4, i -> leases.claim(key("a" + i), SOURCE, only(few), List.of(), OptionalInt.empty(), slot -> true));

        assertThat(claimed).extracting(Lease::slot).doesNotHaveDuplicates().isSubsetOf(few);
        assertThat(leases.all()).containsAll(claimed);
    }

    @Test
    void giveTheSameNameItsOwnLeaseBack() {
        Lease first = claim("a", anySlot());

        assertThat(leases.claim(key("a"), SOURCE, anySlot(), leases.all(), OptionalInt.empty(), slot -> false))
                .isEqualTo(first);
    }

    @Test
    void giveOneLeaseToTwoBuildsOfOneNameAtOnce() {
        List<Lease> claimed =
                atOnce(2, i -> leases.claim(key("a"), SOURCE, anySlot(), List.of(), OptionalInt.empty(), slot -> true));

        assertThat(claimed.get(0).slot()).isEqualTo(claimed.get(1).slot());
    }

    @Test
    void sayWhoHasThePinnedSlot() {
        Lease held = claim("a", anySlot());

        for (List<Lease> known : List.of(leases.all(), List.<Lease>of())) {
            assertThatThrownBy(() ->
                            leases.claim(key("b"), SOURCE, anySlot(), known, OptionalInt.of(held.slot()), slot -> true))
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("Slot %s (esb.index) is held by".formatted(held.slot()))
                    .hasMessageContaining("'a-%s' (me@test, since %s)".formatted(RUN, NOW))
                    .hasMessageContaining("mvn esb:down -Desb.env=a-" + RUN);
        }
    }

    @Test
    void sayWhoIsInTheWayOfAPinnedRun() {
        int slot = freePair();
        claim("a", only(Set.of(slot + 1)));

        assertThatThrownBy(
                        () -> leases.claim(key("b"), SOURCE, run(2), leases.all(), OptionalInt.of(slot), any -> true))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("'a-%s'".formatted(RUN));
    }

    @Test
    void claimARunOfSlotsOrNothing() {
        int slot = freePair();
        Lease second = claim("a", only(Set.of(slot + 1)));
        SlotDemand pair = new SlotDemand(2, 1, LAST, LAST, othersThan(Set.of(slot, slot + 1)));

        assertThatThrownBy(() -> leases.claim(key("b"), SOURCE, pair, List.of(), OptionalInt.empty(), any -> true))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("No slot is free for the environment 'b-" + RUN)
                .hasMessageContaining(", which needs 2 in a row")
                .hasMessageContaining("No 2 in a row are left.")
                .hasMessageContaining("mvn esb:list");
        assertThat(claim("c", only(Set.of(slot))).slot()).isEqualTo(slot);

        leases.release(second);
        leases.release(LeaseRegistry.of(key("c"), leases.all()).orElseThrow());
        assertThat(claim("b", pair)).extracting(Lease::newest).isEqualTo(new SlotRun(slot, 2));
    }

    @Test
    void giveMoreSlotsToAnEnvironmentThatHasOutgrownItsOwn() {
        Lease first = claim("a", anySlot());

        Lease grown = leases.claim(key("a"), SOURCE, run(2), leases.all(), OptionalInt.empty(), slot -> true);

        assertThat(grown.slot()).isEqualTo(first.slot());
        assertThat(grown.newest().count()).isEqualTo(2);
        assertThat(leases.all())
                .filteredOn(lease -> lease.key().equals(key("a")))
                .containsExactly(grown);
        assertThat(claim("a", run(2))).isEqualTo(grown);
        leases.release(grown);
        assertThat(leases.all()).noneMatch(lease -> lease.key().equals(key("a")));
    }

    @Test
    void doNotMoveAnEnvironmentToAnotherPinnedSlot() {
        Lease held = claim("a", anySlot());

        assertThatThrownBy(() -> leases.claim(
                        key("a"), SOURCE, anySlot(), leases.all(), OptionalInt.of(held.slot() % LAST + 1), any -> true))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("runs in slot %s, and keeps its ports".formatted(held.slot()))
                .hasMessageContaining("mvn esb:down -Desb.env=a-" + RUN);
    }

    @Test
    void passByWhatIsOfNoUse() {
        List<Integer> free = freeSlots(2).stream().sorted().toList();

        Lease lease = leases.claim(
                key("a"), SOURCE, only(Set.copyOf(free)), List.of(), OptionalInt.empty(), slot -> slot == free.get(1));

        assertThat(lease.slot()).isEqualTo(free.get(1));
    }

    @Test
    void freeASlotWhenReleased() {
        Lease lease = claim("a", anySlot());

        leases.release(lease);
        leases.release(lease);

        assertThat(leases.all()).doesNotContain(lease);
        assertThat(claim("b", only(Set.of(lease.slot()))).slot()).isEqualTo(lease.slot());
    }

    @Test
    void keepASlotThatWasReleasedAndClaimedByAnother() {
        Lease old = claim("a", anySlot());
        leases.release(old);
        Lease current = claim("b", only(Set.of(old.slot())));

        leases.release(old);

        assertThat(leases.all()).contains(current);
    }

    @Test
    void giveASlotToOneOfManyAlsoWhileAnotherReleasesIt() {
        SlotDemand demand = only(Set.of(freePair()));

        assertThat(atOnce(
                        4,
                        i -> IntStream.range(0, 15)
                                .filter(round -> claimAndRelease("a" + i, demand))
                                .count()))
                .anyMatch(successes -> successes > 0);
        assertThat(claim("b", demand).slot()).isPositive();
    }

    @Test
    void letEveryStackHaveTheDefault() {
        EnvironmentKey first = EnvironmentKey.of("default", "a-" + RUN);
        EnvironmentKey second = EnvironmentKey.of("default", "b-" + RUN);

        assertThat(leases.claimDefault(first, SOURCE, leases.all()).slot()).isZero();
        assertThat(leases.claimDefault(second, SOURCE, leases.all()).slot()).isZero();
        assertThat(leases.all()).extracting(Lease::key).contains(first, second);
    }

    @Test
    void refuseTwoNamesThatWouldBeOneProject() {
        leases.claim(EnvironmentKey.of("a", RUN), SOURCE, anySlot(), leases.all(), OptionalInt.empty(), slot -> true);

        assertThatThrownBy(() -> claim("a", anySlot()))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("'a-%1$s' cannot be used while 'a/%1$s'".formatted(RUN));
    }

    private Lease claim(String name, SlotDemand demand) {
        return leases.claim(key(name), SOURCE, demand, leases.all(), OptionalInt.empty(), slot -> true);
    }

    /** Whether there was a slot; fails with anything but the message that there is none. */
    private boolean claimAndRelease(String name, SlotDemand demand) {
        try {
            leases.release(leases.claim(key(name), SOURCE, demand, List.of(), OptionalInt.empty(), slot -> true));
            return true;
        } catch (EsbException e) {
            assertThat(e).hasMessageStartingWith("No slot is free");
            return false;
        }
    }

    private static EnvironmentKey key(String name) {
        return EnvironmentKey.of(name + "-" + RUN, "");
    }

    private static SlotDemand anySlot() {
        return run(1);
    }

    private static SlotDemand run(int count) {
        return new SlotDemand(count, 1, LAST, LAST, Set.of());
    }

    private static SlotDemand only(Set<Integer> slots) {
        return new SlotDemand(1, 1, LAST, LAST, othersThan(slots));
    }

    private static Set<Integer> othersThan(Set<Integer> slots) {
        return IntStream.rangeClosed(0, LAST)
                .boxed()
                .filter(slot -> !slots.contains(slot))
                .collect(Collectors.toSet());
    }

    private Set<Integer> freeSlots(int count) {
        List<Lease> taken = leases.all();
        return random.ints(100, LAST)
                .distinct()
                .filter(slot -> taken.stream().noneMatch(lease -> lease.covers(slot)))
                .limit(count)
                .boxed()
                .collect(Collectors.toSet());
    }

    /** The first of two slots in a row. */
    private int freePair() {
        List<Lease> taken = leases.all();
        return random.ints(100, LAST)
                .filter(slot -> taken.stream().noneMatch(lease -> lease.covers(slot) || lease.covers(slot + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static <T> List<T> atOnce(int count, IntFunction<T> action) {
        CyclicBarrier start = new CyclicBarrier(count);
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<T>> results = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return action.apply(i);
                    }))
                    .toList();
            List<T> values = new ArrayList<>();
            for (Future<T> result : results) {
                values.add(result.get(60, TimeUnit.SECONDS));
            }
            return values;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
