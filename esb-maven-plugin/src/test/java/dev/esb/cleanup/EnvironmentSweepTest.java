package dev.esb.cleanup;

import static dev.esb.cleanup.EnvironmentFixture.STOP_TIMEOUT;
import static dev.esb.cleanup.EnvironmentFixture.composeDown;
import static dev.esb.lease.Owners.ALIVE;
import static dev.esb.lease.Owners.DEAD;
import static dev.esb.lease.Owners.ELSEWHERE;
import static dev.esb.lease.Owners.IN_CONTAINER;
import static dev.esb.lease.Owners.PERSON;
import static dev.esb.lease.Owners.bringingUp;
import static dev.esb.lease.Owners.build;
import static dev.esb.lease.Owners.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.CancelledException;
import dev.esb.EsbException;
import dev.esb.FakeTime;
import dev.esb.RecordedMessages;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerStart;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentSweepTest {
    private static final List<String> LABELS = List.of("dev.esb.build", "com.docker.compose.project");

    @TempDir
    private Path directory;

    private final FakeTime time = new FakeTime();
    private final Instant over = time.instant().minusSeconds(1);
    private final Instant later = time.instant().plusSeconds(1);
    private final RecordedMessages messages = new RecordedMessages();
    private EnvironmentFixture engine;

    @BeforeEach
    void startEngine() {
        engine = new EnvironmentFixture(directory);
    }

    @Test
    void takesDownWhatABuildLeftThatHasEnded() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, build(DEAD), "web");

        assertThat(run()).isTrue();

        assertThat(engine.docker.calls()).contains(EnvironmentFixture.stop("web"), composeDown(key));
        assertThat(engine.directories(key).config()).doesNotExist();
        assertThat(engine.leases.held()).isEmpty();
        assertThat(messages.infos)
                .containsExactly("Taking down 'e2e-1', which me@test, process %s left behind".formatted(DEAD.pid()));
    }

    /** In another container, where the project has the same path; here, an environment of that name was up before. */
    @Test
    void writesNoLogsOfAnotherAccountsBuildOfTheSamePathIntoThisOnesDirectory() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        engine.leases.release(engine.leases.lease(key));
        engine.leases.hold(key, 8, build(IN_CONTAINER));
        engine.docker.answer(new ContainerCommand.InspectStarts(List.of("c0ffee")), List.of());
        engine.docker.prints(EnvironmentFixture.logs(key, false), "web-1  | another's secret");

        assertThat(run()).isTrue();

        assertThat(engine.leases.held()).isEmpty();
        assertThat(engine.directories(key).logs()).doesNotExist();
        assertThat(engine.docker.calls()).doesNotContain(EnvironmentFixture.logs(key, false));
    }

    @Test
    void takesDownWhatABuildLeftWhoseContainerIsGone() throws IOException {
        engine.bringUp("e2e-1", 7, build(IN_CONTAINER), "web");
        engine.docker.answer(new ContainerCommand.InspectStarts(List.of("c0ffee")), List.of());

        assertThat(run()).isTrue();

        assertThat(engine.leases.held()).isEmpty();
    }

    @Test
    void leavesWhatABuildHasWhoseContainerRuns() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, build(IN_CONTAINER), "web");
        engine.docker.answer(
                new ContainerCommand.InspectStarts(List.of("c0ffee")),
                List.of(new ContainerStart(
                        "c0ffee",
                        "running",
                        IN_CONTAINER.container().orElseThrow().started())));

        assertThat(run()).isFalse();

        assertThat(engine.leases.held()).containsExactly(key);
    }

    @Test
    void takesDownWhatAPersonsProcessHasLeftHalfMade() throws IOException {
        engine.bringUp("of-a-person", 7, bringingUp(DEAD), "web");

        assertThat(run()).isTrue();

        assertThat(engine.leases.held()).isEmpty();
    }

    @Test
    void leavesWhatLivesOrMayLive() throws IOException {
        List<EnvironmentKey> keys = List.of(
                engine.bringUp("living", 1, until(build(ALIVE), over), "web"),
                engine.bringUp("unknown", 2, build(ELSEWHERE), "web"),
                engine.bringUp("unknown-with-time", 3, until(build(ELSEWHERE), later), "web"),
                engine.bringUp("of-a-person", 4, PERSON, "web"),
                engine.bringUp("of-a-person-with-time", 5, until(PERSON, later), "web"));

        assertThat(run()).isFalse();

        assertThat(engine.leases.held()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(engine.docker.calls(ComposeCommand.Down.class)).isEmpty();
        assertThat(messages.infos).isEmpty();
    }

    @Test
    void takesDownWhatHasItsTimeBehindIt() throws IOException {
        engine.bringUp("unknown", 1, until(build(ELSEWHERE), over), "web");
        engine.bringUp("of-a-person", 2, until(PERSON, over), "web");

        assertThat(run()).isTrue();

        assertThat(engine.leases.held()).isEmpty();
    }

    @Test
    void warnsOfOneThatCannotBeTakenDownAndGoesOnWithTheOthers() throws IOException {
        EnvironmentKey stuck = engine.bringUp("stuck", 1, build(DEAD), "web");
        engine.bringUp("e2e-1", 2, build(DEAD), "web");
        engine.docker.fails(composeDown(stuck), 1, "engine is out of order");

        assertThat(run()).isTrue();

        assertThat(engine.leases.held()).containsExactly(stuck);
        assertThat(messages.warnings)
                .singleElement()
                .asString()
                .contains("The environment 'stuck' could not be taken down completely: engine is out of order");
    }

    @Test
    void leavesWhatHasBecomeAnotherOwnersSinceItLooked() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, build(DEAD), "web");
        List<Lease> seen = leases();
        engine.leases.release(seen.get(0));
        engine.leases.hold(key, 8, build(ALIVE));

        run(seen);

        assertThat(engine.leases.held()).containsExactly(key);
        assertThat(engine.docker.calls(ComposeCommand.Down.class)).isEmpty();
    }

    /** The process that brought it up has ended since, as it should, and the volume that says so was removed with the others. */
    @Test
    void leavesWhatAPersonHasAndWhatHasLostItsLeaseSinceItLooked() throws IOException {
        EnvironmentKey key = engine.bringUp("of-a-person", 7, bringingUp(DEAD), "web");
        List<Lease> seen = leases();
        engine.leases.lose(seen.get(0));

        run(seen);

        assertThat(engine.docker.calls(ComposeCommand.Down.class)).isEmpty();
        assertThat(messages.infos).isEmpty();
        assertThat(LeaseRegistry.reading(engine.docker).withLost())
                .extracting(Lease::key)
                .containsExactly(key);
    }

    @Test
    void removesOrphansAndNamesThem() {
        orphan("n1", "esb-gone_default");

        sweep().removeOrphans();

        assertThat(engine.docker.calls()).contains(new ResourceCommand.Remove(Kind.NETWORK, List.of("n1")));
        assertThat(messages.infos)
                .containsExactly("Removing what the engine made for builds that have ended: network esb-gone_default");
    }

    @Test
    void saysNothingWhereThereIsNoOrphan() {
        sweep().removeOrphans();

        assertThat(engine.docker.calls(ResourceCommand.Remove.class)).isEmpty();
        assertThat(messages.infos).isEmpty();
    }

    @Test
    void warnsOfAnOrphanThatCannotBeRemoved() {
        orphan("n1", "esb-gone_default");
        engine.docker.fails(new ResourceCommand.Remove(Kind.NETWORK, List.of("n1")), 1, "network has active endpoints");

        sweep().removeOrphans();

        assertThat(messages.warnings)
                .containsExactly(
                        "What the engine made for builds that have ended could not all be removed, and the next call tries again:"
                                + " network has active endpoints");
    }

    @Test
    void warnsWhereTheOrphansCannotBeFoundOut() {
        orphan("n1", "esb-gone_default");
        engine.docker.then(new ResourceCommand.ListLabelled(Kind.CONTAINER, "dev.esb.build", LABELS), command -> {
            throw new EsbException("The lease volume 'esb-slot-7' cannot be read.");
        });

        sweep().removeOrphans();

        assertThat(messages.warnings)
                .containsExactly(
                        "What the engine made for builds that have ended could not all be removed, and the next call tries again:"
                                + " The lease volume 'esb-slot-7' cannot be read.");
    }

    @Test
    void endsWhereTheThreadIsInterruptedWhileItLooksForOrphans() {
        engine.docker.then(new ResourceCommand.ListLabelled(Kind.CONTAINER, "dev.esb.build", LABELS), command -> {
            throw new CancelledException("while it looked");
        });

        assertThatThrownBy(() -> sweep().removeOrphans()).isInstanceOf(CancelledException.class);
        assertThat(messages.warnings).isEmpty();
    }

    private void orphan(String id, String name) {
        engine.docker.answer(
                new ResourceCommand.ListLabelled(Kind.NETWORK, "dev.esb.build", LABELS),
                List.of(new Resource(
                        Kind.NETWORK,
                        id,
                        name,
                        Map.of("dev.esb.build", DEAD.text(), "com.docker.compose.project", "esb-gone"))));
    }

    private boolean run() {
        return run(leases());
    }

    private boolean run(List<Lease> leases) {
        return sweep().run(leases, engine.layout, STOP_TIMEOUT);
    }

    private List<Lease> leases() {
        return LeaseRegistry.reading(engine.docker).all();
    }

    private EnvironmentSweep sweep() {
        return new EnvironmentSweep(engine.docker, time, messages);
    }
}
