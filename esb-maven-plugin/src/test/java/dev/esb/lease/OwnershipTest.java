package dev.esb.lease;

import static dev.esb.lease.Owners.ALIVE;
import static dev.esb.lease.Owners.DEAD;
import static dev.esb.lease.Owners.ELSEWHERE;
import static dev.esb.lease.Owners.STATES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.FakeTime;
import dev.esb.Reporter;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can change about a lease: the owner, its end of life, and the process that works on the environment. */
class OwnershipTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("e2e-1", "");
    private static final SlotDemand ONE_SLOT = new SlotDemand(1, 1, 797, 797, Set.of());
    private static final Owner COMING_UP = Owners.bringingUp(ALIVE);

    private final LeaseFixture engine = new LeaseFixture();
    private final FakeDocker docker = engine.serve(new FakeDocker());
    private final FakeTime time = new FakeTime();

    @Test
    void isTheProcessUntilTheEnvironmentIsUpAndThenThePersons() {
        Lease lease = claim(COMING_UP);
        assertThat(lease().owner().process()).contains(ALIVE);

        registry(COMING_UP).handOver(lease, Optional.empty());

        assertThat(lease().owner()).isEqualTo(Owners.PERSON);
        assertThat(lease().slot()).isEqualTo(lease.slot());
    }

    @Test
    void tellsWhetherAnotherProcessBringsTheEnvironmentUp() {
        Instant now = time.instant();
        Ownership coming = new Ownership(COMING_UP, Optional.empty(), now, 0);
        Ownership updated = new Ownership(Owners.PERSON, Optional.of(ALIVE), now, 1);
        Ownership build = new Ownership(Owners.build(ALIVE), Optional.empty(), now, 0);
        BuildProcess me = BuildProcess.current(2);

        assertThat(coming.isBroughtUpByOther(me, now, STATES)).isTrue();
        assertThat(coming.isBroughtUpByOther(ALIVE, now, STATES)).isFalse();
        assertThat(updated.isBroughtUpByOther(me, now, STATES)).isTrue();
        assertThat(updated.isBroughtUpByOther(ALIVE, now, STATES)).isFalse();
        assertThat(new Ownership(Owners.PERSON, Optional.of(DEAD), now, 1).isBroughtUpByOther(me, now, STATES))
                .isFalse();
        assertThat(new Ownership(Owners.PERSON, Optional.empty(), now, 1).isBroughtUpByOther(me, now, STATES))
                .isFalse();
        assertThat(build.isBroughtUpByOther(me, now, STATES)).isFalse();
        assertThat(build.isOfOtherBuild(me, STATES)).isTrue();
        assertThat(build.isOfOtherBuild(ALIVE, STATES)).isFalse();
        assertThat(new Ownership(Owners.endedBuild(), Optional.empty(), now, 0).isOfOtherBuild(me, STATES))
                .isFalse();
        assertThat(coming.isOfOtherBuild(me, STATES)).isFalse();
    }

    @Test
    void staysTheBuildsOnceItsEnvironmentIsUp() {
        Owner build = Owners.livingBuild(3);
        Lease lease = claim(build);
        int calls = docker.calls().size();

        registry(build).handOver(lease, Optional.empty());

        assertThat(lease().owner()).isEqualTo(build);
        assertThat(docker.calls()).as("costs a build nothing").hasSize(calls);
    }

    @Test
    void getsALaterEndOfLifeWhileTheEnvironmentRuns() {
        Instant later = time.instant().plus(Duration.ofHours(1));
        engine.hold(KEY, 7, Owners.PERSON);

        registry(COMING_UP).handOver(claim(COMING_UP), Optional.of(later));

        assertThat(lease().owner()).isEqualTo(Owners.until(Owners.PERSON, later));
    }

    @Test
    void ofAPersonGetsNoEndOfLifeFromABuildThatUsesTheEnvironment() {
        Owner build = Owners.until(Owners.livingBuild(3), time.instant().plus(Duration.ofHours(1)));
        engine.hold(KEY, 7, Owners.PERSON);

        registry(build).handOver(claim(build), build.expires());

        assertThat(lease().owner()).isEqualTo(Owners.PERSON);
        assertThat(lease().ownership().updating()).isEmpty();
    }

    @Test
    void keepsTheEndOfLifeWhereNoOtherIsAskedFor() {
        Owner mortal = Owners.until(Owners.PERSON, time.instant().plus(Duration.ofHours(1)));
        engine.hold(KEY, 7, mortal);

        registry(COMING_UP).handOver(claim(COMING_UP), Optional.empty());

        assertThat(lease().owner()).isEqualTo(mortal);
    }

    @Test
    void letsOthersSeeThatAProcessBringsTheEnvironmentUpOnceMore() {
        engine.hold(KEY, 7, Owners.PERSON);

        Lease lease = claim(COMING_UP);

        assertThat(lease().owner()).isEqualTo(Owners.PERSON);
        assertThat(lease().ownership().updating()).contains(ALIVE);
        assertThat(lease().isUsedBy(ALIVE)).isTrue();
        assertThat(lease().ownership().isBusyFor(Owners.livingBuild(3), time.instant(), STATES))
                .isTrue();
        assertThat(lease().ownership().isBusyFor(COMING_UP, time.instant(), STATES))
                .isFalse();
        assertThat(lease().ownership().text())
                .startsWith("is being brought up by another process (me@test, process " + ALIVE.pid());
        registry(COMING_UP).handOver(lease, Optional.empty());
        assertThat(lease().ownership().isBusyFor(Owners.livingBuild(3), time.instant(), STATES))
                .isFalse();
    }

    @Test
    void isNotBusyAfterTheProcessWasKilled() {
        engine.hold(KEY, 7, Owners.PERSON);
        Ownership killed = engine.update(KEY, DEAD).ownership();

        assertThat(killed.isBusyFor(COMING_UP, time.instant(), STATES)).isFalse();
    }

    /** Such as one in a container, of which this process can see nothing. */
    @Test
    void isBusyForAnHourWhereTheProcessCannotBeSeen() {
        engine.hold(KEY, 7, Owners.PERSON);
        Ownership unseen = engine.update(KEY, ELSEWHERE).ownership();

        assertThat(unseen.isBusyFor(COMING_UP, unseen.since().plus(Duration.ofMinutes(59)), STATES))
                .isTrue();
        assertThat(unseen.isBusyFor(COMING_UP, unseen.since().plus(Duration.ofMinutes(61)), STATES))
                .isFalse();
    }

    /** A user can remove any volume, and {@code docker volume prune --all} removes one after another. */
    @Test
    void isThePersonsWhereOnlyTheVolumeWithTheOwnerWasRemoved() {
        Lease lease = claim(Owners.bringingUp(DEAD));
        assertThat(lease().owner().hasEnded(time.instant(), STATES)).isTrue();

        registry(Owners.bringingUp(DEAD)).handOver(lease, Optional.empty());
        engine.volumes().stream()
                .map(Resource::name)
                .filter(name -> name.startsWith("esb-owner-"))
                .forEach(engine::removeVolume);

        assertThat(lease().owner()).isEqualTo(Owners.PERSON);
        assertThat(lease().owner().hasEnded(time.instant(), STATES)).isFalse();
    }

    @Test
    void ofAProcessThatWasKilledBeforeItHadASlotIsRemoved() {
        engine.removeVolume("esb-slot-" + claim(Owners.bringingUp(DEAD)).slot());

        registry(COMING_UP).removeAbandoned();

        assertThat(engine.volumes()).isEmpty();
    }

    @Test
    void ofAProcessThatIsAboutToClaimItsSlotStays() {
        engine.removeVolume("esb-slot-" + claim(COMING_UP).slot());

        registry(Owners.PERSON).removeAbandoned();

        assertThat(engine.volumes()).hasSize(1);
    }

    @Test
    void isRecordedBeforeTheSlotIs() {
        claim(COMING_UP);

        assertThat(docker.calls(VolumeCommand.Create.class).stream().map(VolumeCommand.Create::name))
                .startsWith("esb-owner-esb-e2e-1.1")
                .hasSize(2);
    }

    @Test
    void leavesOneVolumeOfItsChanges() {
        engine.hold(KEY, 7, Owners.PERSON);
        for (int i = 0; i < 3; i++) {
            registry(COMING_UP).handOver(claim(COMING_UP), Optional.empty());
        }

        assertThat(engine.volumes())
                .extracting(Resource::name)
                .containsExactlyInAnyOrder("esb-slot-7", "esb-owner-esb-e2e-1.6");
    }

    @Test
    void isChangedByOneOfTwoProcessesThatReadItAtTheSameTime() {
        engine.hold(KEY, 7, Owners.PERSON);
        List<Lease> seenByBoth = engine.leases();
        Owner other = Owners.bringingUp(ELSEWHERE);

        Lease first = claim(other, seenByBoth);

        assertThat(first.isUsedBy(ELSEWHERE)).isTrue();
        // The second reads again, and sees the first.
        assertThatThrownBy(() -> claim(COMING_UP, seenByBoth))
                .hasMessageContaining("is being brought up by another process (me@test, process " + ELSEWHERE.pid());
        assertThat(lease().isUsedBy(ELSEWHERE)).isTrue();
    }

    /** By a goal that saw containers without a lease, after {@code docker volume prune --all}. */
    @Test
    void countsAsHandedOverWhereAnotherProcessHasMadeTheLeaseAnewForThePerson() {
        Lease lease = claim(COMING_UP);
        engine.lose(lease);
        registry(Owners.PERSON).withLost();

        assertThat(registry(COMING_UP).handOver(lease, Optional.empty())).isPresent();

        assertThat(lease().owner()).isEqualTo(Owners.PERSON);
    }

    @Test
    void isNotHandedOverWhereTheEnvironmentWasTakenDownInTheMeantime() {
        Lease lease = claim(COMING_UP);
        engine.release(lease);

        assertThat(registry(COMING_UP).handOver(lease, Optional.empty())).isEmpty();

        assertThat(engine.volumes()).isEmpty();
    }

    @Test
    void goesWithTheLease() {
        Lease lease = claim(COMING_UP);
        Lease handedOver = registry(COMING_UP).handOver(lease, Optional.empty()).orElseThrow();

        engine.release(handedOver);

        assertThat(engine.volumes()).isEmpty();
    }

    /** The process that released it can have been killed in the middle. */
    @Test
    void ofAnEarlierLeaseOfThisNameDoesNotCount() {
        Lease earlier = claim(COMING_UP);
        registry(COMING_UP).handOver(earlier, Optional.empty());
        engine.removeVolume("esb-slot-" + earlier.slot());
        Owner build = Owners.livingBuild(3);

        claim(build);
        assertThat(lease().owner()).isEqualTo(build);

        Lease again = registry(COMING_UP)
                .claim(
                        EnvironmentKey.of("other", ""),
                        "/project",
                        ONE_SLOT,
                        List.of(),
                        OptionalInt.empty(),
                        slot -> true);
        assertThat(again.owner()).isEqualTo(COMING_UP);
    }

    @Test
    void canBeChangedThoughAVolumeOfAnEarlierLeaseIsInTheWay() {
        Lease earlier = claim(COMING_UP);
        registry(COMING_UP).handOver(earlier, Optional.empty());
        engine.removeVolume("esb-slot-" + earlier.slot());

        Lease lease = claim(COMING_UP);
        assertThat(registry(COMING_UP).handOver(lease, Optional.empty())).isPresent();

        assertThat(lease().owner()).isEqualTo(Owners.PERSON);
    }

    @Test
    void ofTheOldKindOfLeaseIsReadFromItsLabels() {
        docker.run(new VolumeCommand.Create(
                "esb-slot-9",
                Map.of(
                        "dev.esb.slot", "9",
                        "dev.esb.slots", "1",
                        "dev.esb.env", "old",
                        "dev.esb.stack", "",
                        "dev.esb.owner", "me@test",
                        "dev.esb.owner.process", "",
                        "dev.esb.expires", "",
                        "dev.esb.created", "2026-01-31T12:00:00Z",
                        "dev.esb.source", "/project",
                        "dev.esb.claim", "c-1")));

        Lease old = engine.lease(EnvironmentKey.of("old", ""));

        assertThat(old.slot()).isEqualTo(9);
        assertThat(old.owner()).isEqualTo(Owners.PERSON);
    }

    private Lease claim(Owner owner) {
        return claim(owner, engine.leases());
    }

    private Lease claim(Owner owner, List<Lease> known) {
        return registry(owner).claim(KEY, "/project", ONE_SLOT, known, OptionalInt.empty(), slot -> true);
    }

    private LeaseRegistry registry(Owner owner) {
        return new LeaseRegistry(docker, owner, time, time, Reporter.NONE);
    }

    private Lease lease() {
        return engine.lease(KEY);
    }
}
