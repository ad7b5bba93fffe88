package dev.esb.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Environments whose lease volumes were removed, as by {@code docker volume prune --all}, while their containers are there. */
class LostLeasesTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("e2e-1", "");

    private final LeaseFixture engine = new LeaseFixture();
    private final FakeDocker docker = engine.serve(new FakeDocker());
    private final LeaseRegistry leases = LeaseRegistry.reading(docker, Reporter.NONE);

    @Test
    void areMadeAnewFromTheLabelsOfTheContainers() {
        Lease lease = engine.lose(engine.hold(KEY, 7, Owners.PERSON));

        assertThat(leases.withLost()).containsExactly(lease);

        assertThat(engine.leases()).containsExactly(lease);
    }

    @Test
    void ofWhatAPersonBroughtUpAreThePersons() {
        engine.lose(engine.hold(KEY, 7, Owners.bringingUp(Owners.DEAD)));

        assertThat(leases.withLost()).extracting(Lease::owner).containsExactly(Owners.PERSON);

        assertThat(engine.leases()).extracting(Lease::owner).containsExactly(Owners.PERSON);
    }

    @Test
    void ofABuildThatRunsAreTheBuilds() {
        Owner build = Owners.livingBuild(1);
        engine.lose(engine.hold(KEY, 7, build));

        assertThat(leases.withLost()).extracting(Lease::owner).containsExactly(build);
    }

    @Test
    void ofABuildThatHasEndedAreNotMadeAnew() {
        engine.lose(engine.hold(KEY, 7, Owners.endedBuild()));

        assertThat(leases.withLost()).isEmpty();
    }

    @Test
    void countAsHeldThoughAnotherEnvironmentHasGotTheSlot() {
        EnvironmentKey other = EnvironmentKey.of("other", "");
        engine.lose(engine.hold(KEY, 7, Owners.PERSON));
        engine.hold(other, 7, Owners.PERSON);

        assertThat(leases.withLost()).extracting(Lease::key).containsExactlyInAnyOrder(KEY, other);
    }

    @Test
    void countAsWhatAnotherProcessClaimsAtTheSameMoment() {
        engine.lose(engine.hold(KEY, 7, Owners.PERSON));
        List<Lease> ofTheOther = new ArrayList<>();
        FakeDocker next = engine.serve(new FakeDocker());
        docker.every(VolumeCommand.Create.class, command -> {
            if (ofTheOther.isEmpty()) {
                ofTheOther.add(engine.hold(KEY, 8, Owners.livingBuild(1)));
            }
            return next.run(command);
        });

        assertThat(leases.withLost()).isNotEmpty().isEqualTo(ofTheOther);
    }

    @Test
    void areClaimedInAnotherSlotWhereAnotherEnvironmentHasGotTheirs() {
        engine.lose(engine.hold(KEY, 7, Owners.PERSON));
        engine.hold(EnvironmentKey.of("other", ""), 7, Owners.PERSON);
        Owner me = Owners.bringingUp(Owners.ALIVE);
        LeaseRegistry mine = new LeaseRegistry(docker, me, Clock.systemUTC(), duration -> {}, Reporter.NONE);

        Lease claimed = mine.claim(
                KEY,
                "/project",
                new SlotDemand(1, 1, 797, 797, Set.of()),
                mine.withLost(KEY),
                OptionalInt.empty(),
                slot -> true);

        assertThat(claimed.slot()).isNotEqualTo(7);
        assertThat(engine.lease(KEY)).isEqualTo(claimed);
    }

    @Test
    void keepTheOwnerThatIsStillRecorded() {
        Lease lease = engine.hold(KEY, 7, Owners.bringingUp(Owners.DEAD));
        Lease handedOver = LeaseRegistry.of(KEY, engine.leases()).orElseThrow();
        handedOver = new LeaseRegistry(docker, Owners.PERSON, Clock.systemUTC(), Sleep.SYSTEM, Reporter.NONE)
                .handOver(handedOver, Optional.of(Instant.parse("2030-01-01T00:00:00Z")))
                .orElseThrow();
        engine.addContainer(lease);
        engine.removeVolume("esb-slot-7");

        leases.withLost();

        assertThat(engine.lease(KEY).owner()).isEqualTo(handedOver.owner());
    }

    @Test
    void costNothingMoreWhereNoneIsLost() {
        engine.addContainer(engine.hold(KEY, 7, Owners.PERSON));

        leases.withLost();

        assertThat(docker.calls()).hasSize(2);
    }

    /** The containers were listed before another process removed them, and the leases after it released that of the environment. */
    @Test
    void areNotThoseOfAnEnvironmentThatIsBeingTakenDown() {
        Lease lease = engine.hold(KEY, 7, Owners.PERSON);
        ContainerCommand.ListStarted list = new ContainerCommand.ListStarted(LeaseLabels.SLOT, LeaseLabels.ALL);
        docker.answer(list, List.of(LeaseFixture.container(lease)), List.of());
        engine.release(lease);

        assertThat(leases.withLost()).isEmpty();

        assertThat(engine.volumes()).isEmpty();
    }
}
