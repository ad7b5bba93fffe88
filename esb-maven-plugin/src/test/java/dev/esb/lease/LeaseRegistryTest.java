package dev.esb.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.FakeTime;
import dev.esb.Reporter;
import dev.esb.docker.DockerException;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two processes that claim for one environment at the same moment: both see each other, give up, and try again later. */
class LeaseRegistryTest {
    private static final String BEING_REMOVED =
            "Error response from daemon: creating volume directory \"/v/esb-slot-5/_data\": mkdir /v/esb-slot-5/_data: no such file or directory";

    private static final EnvironmentKey KEY = EnvironmentKey.of("e2e-1", "");
    private static final SlotDemand ONE_SLOT = new SlotDemand(1, 1, 797, 797, Set.of());

    private final LeaseFixture engine = new LeaseFixture();
    private final FakeDocker docker = engine.serve(new FakeDocker());
    private final FakeTime time = new FakeTime();
    private final Deque<Lease> ofTheOther = new ArrayDeque<>();

    @Test
    void claimsOnceTheOtherProcessIsNotFasterAnyMore() {
        otherProcessClaims(3);

        Lease lease = claim();

        assertThat(engine.held()).containsExactly(KEY);
        assertThat(lease.owner()).isEqualTo(Owners.PERSON);
        assertThat(time.slept()).isBetween(Duration.ofMillis(3 * 20), Duration.ofMillis(3 * 300));
    }

    @Test
    void givesUpAfterTwentyAttemptsAndLeavesNothing() {
        otherProcessClaims(Integer.MAX_VALUE);

        assertThatThrownBy(this::claim)
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("'e2e-1'")
                .hasMessageContaining("in each of 20 attempts")
                .hasMessageContaining("-Desb.env=NAME");
        assertThat(engine.held()).isEmpty();
    }

    /** {@code docker volume prune --all} removes all; a user may remove any. */
    @Test
    void seesALeaseOfSeveralSlotsThatHasLostItsFirstVolumeAndReleasesTheOthers() {
        Lease lease = engine.hold(LeaseFixture.lease(KEY, 7, 3, Owners.PERSON, time.instant(), "/project"));
        engine.removeVolume("esb-slot-7");

        assertThat(engine.leases()).containsExactly(lease);

        engine.release(lease);
        assertThat(engine.volumes()).isEmpty();
    }

    @Test
    void makesALostVolumeOfASlotAnewWhenTheEnvironmentIsBroughtUp() {
        Lease lease = engine.hold(LeaseFixture.lease(KEY, 7, 3, Owners.PERSON, time.instant(), "/project"));
        engine.removeVolume("esb-slot-7");
        Owner me = Owners.bringingUp(Owners.ALIVE);

        new LeaseRegistry(docker, me, time, time, Reporter.NONE)
                .claim(KEY, "/project", ONE_SLOT, engine.leases(), OptionalInt.empty(), slot -> true);

        assertThat(engine.volumes()).extracting(Resource::name).contains("esb-slot-7", "esb-slot-8", "esb-slot-9");
        assertThat(engine.lease(KEY).runs()).isEqualTo(lease.runs());
    }

    @Test
    void letsOneOfTwoBuildsOfDefaultRunThatSawNoLease() {
        EnvironmentKey key = EnvironmentKey.of("default", "");
        LeaseRegistry first = new LeaseRegistry(docker, Owners.livingBuild(1), time, time, Reporter.NONE);
        LeaseRegistry second = new LeaseRegistry(docker, Owners.livingBuild(2), time, time, Reporter.NONE);

        first.claimDefault(key, "/project", List.of());

        assertThatThrownBy(() -> second.claimDefault(key, "/project", List.of()))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("The environment 'default' belongs to another build");
        assertThat(engine.lease(key).owner()).isEqualTo(Owners.livingBuild(1));
    }

    @Test
    void claimsASlotThatIsBeingReleasedAtThisMomentOnPodman() {
        AtomicInteger left = new AtomicInteger(2);
        docker.every(
                VolumeCommand.Create.class,
                command -> left.getAndDecrement() > 0 ? FakeDocker.failure(1, BEING_REMOVED) : engine.create(command));

        assertThat(claim().slot()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"no space left on device, 1", BEING_REMOVED + ", 5"})
    void saysWhatKeepsTheEngineFromCreatingAVolume(String words, int attempts) {
        docker.every(VolumeCommand.Create.class, command -> FakeDocker.failure(1, words));

        assertThatThrownBy(this::claim).isInstanceOf(DockerException.class).hasMessageContaining(words);
        assertThat(docker.calls(VolumeCommand.Create.class)).hasSize(attempts);
    }

    /** In another slot, right after this one has created its volume. */
    private void otherProcessClaims(int times) {
        AtomicInteger left = new AtomicInteger(times);
        docker.every(VolumeCommand.Create.class, command -> {
            engine.create(command);
            if (left.getAndDecrement() > 0) {
                Lease other = LeaseFixture.lease(KEY, 700, 1, Owners.livingBuild(2), time.instant(), "/project");
                LeaseFixture.volumes(other)
                        .forEach(volume -> engine.create(new VolumeCommand.Create(volume.name(), volume.labels())));
                ofTheOther.add(other);
            }
            return null;
        });
    }

    private Lease claim() {
        LeaseRegistry leases = new LeaseRegistry(
                docker,
                Owners.PERSON,
                time,
                duration -> {
                    time.sleep(duration);
                    // It gives up, too.
                    engine.release(ofTheOther.remove());
                },
                Reporter.NONE);
        return leases.claim(KEY, "/project", ONE_SLOT, List.of(), OptionalInt.empty(), slot -> true);
    }
}
