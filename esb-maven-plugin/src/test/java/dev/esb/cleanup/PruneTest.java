package dev.esb.cleanup;

import static dev.esb.cleanup.EnvironmentFixture.STOP_TIMEOUT;
import static dev.esb.cleanup.EnvironmentFixture.composeDown;
import static dev.esb.lease.Owners.ALIVE;
import static dev.esb.lease.Owners.DEAD;
import static dev.esb.lease.Owners.ELSEWHERE;
import static dev.esb.lease.Owners.PERSON;
import static dev.esb.lease.Owners.build;
import static dev.esb.lease.Owners.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.esb.EsbException;
import dev.esb.FakeTime;
import dev.esb.RecordedMessages;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.MarkedDirectory;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseFixture;
import dev.esb.lease.Owner;
import dev.esb.lease.Owners;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneTest {
    private static final ContainerCommand.ListAll OF_ALL_PROJECTS =
            new ContainerCommand.ListAll("com.docker.compose.project");

    @TempDir
    private Path directory;

    private final FakeTime time = new FakeTime();
    private final Instant over = time.instant().minusSeconds(1);
    private final Instant later = time.instant().plusSeconds(1);
    private final EnvironmentKey key = EnvironmentKey.of("e2e-1", "");
    private EnvironmentFixture engine;

    @BeforeEach
    void startEngine() {
        engine = new EnvironmentFixture(directory);
    }

    @Test
    void findsWhatABuildLeftThatHasEnded() {
        engine.leases.hold(key, 7, build(DEAD));

        assertThat(find())
                .extracting(PruneItem::what, PruneItem::why)
                .containsExactly(tuple(
                        "environment 'e2e-1'", "its build has ended (me@test, process %s)".formatted(DEAD.pid())));
    }

    @Test
    void findsWhatHasItsTimeBehindIt() {
        engine.leases.hold(key, 7, until(PERSON, over));
        engine.leases.hold(EnvironmentKey.of("e2e-2", ""), 8, until(build(ELSEWHERE), over));

        assertThat(find())
                .extracting(PruneItem::what, PruneItem::why)
                .containsExactlyInAnyOrder(
                        tuple("environment 'e2e-1'", "its time is over"),
                        tuple("environment 'e2e-2'", "its time is over"));
    }

    @Test
    void neverFindsWhatABuildHasThatLivesOrMayLive() {
        hold("living", 1, build(ALIVE), Duration.ofDays(9));
        hold("living-too-long", 2, until(build(ALIVE), over), Duration.ofDays(9));
        hold("unknown", 3, build(ELSEWHERE), Duration.ofDays(9));
        hold("unknown-with-time", 4, until(build(ELSEWHERE), later), Duration.ofDays(9));

        assertThat(find()).isEmpty();
    }

    @Test
    void neverFindsWhatAPersonHasBroughtUp() {
        hold("e2e-1", 7, PERSON, Duration.ofDays(9));
        engine.docker.answer(OF_ALL_PROJECTS, EnvironmentFixture.containers(key, "web"));

        assertThat(find()).isEmpty();
    }

    @Test
    void takesAPersonsLeaseWithoutAContainerForOneThatIsComingUpFirst() {
        hold("e2e-1", 7, PERSON, Duration.ofMinutes(10));

        assertThat(find()).isEmpty();

        time.sleep(Duration.ofSeconds(1));
        assertThat(find())
                .extracting(PruneItem::what, PruneItem::why)
                .containsExactly(tuple("environment 'e2e-1'", "it has a slot and no container"));
    }

    /** The images of a large stack can take longer than that. */
    @Test
    void neverFindsWhatIsBeingBroughtUpForAPerson() {
        hold("first", 7, Owners.bringingUp(ALIVE), Duration.ofHours(1));
        hold("again", 8, PERSON, Duration.ofDays(9));
        engine.leases.update(EnvironmentKey.of("again", ""), ALIVE);

        assertThat(find()).isEmpty();
    }

    @Test
    void takesNoContainerThatWasStartedByHandForTheStack() {
        hold("e2e-1", 7, PERSON, Duration.ofDays(9));
        engine.docker.answer(
                OF_ALL_PROJECTS,
                List.of(new ContainerSummary("1", "shell", key.project(), "", 0, "running", "Up", List.of())));

        assertThat(find()).extracting(PruneItem::what).containsExactly("environment 'e2e-1'");
    }

    @Test
    void findsOrphansAndRemovesEachAlone() {
        engine.docker.answer(
                new ResourceCommand.ListLabelled(
                        Kind.NETWORK, "dev.esb.build", List.of("dev.esb.build", "com.docker.compose.project")),
                List.of(network("n1"), network("n2")));

        List<PruneItem> found = find();
        assertThat(found)
                .extracting(PruneItem::what, PruneItem::why)
                .containsExactly(
                        tuple("network esb-gone_n1", "the engine made it for a build that had ended"),
                        tuple("network esb-gone_n2", "the engine made it for a build that had ended"));
        found.get(1).removal().run();

        assertThat(engine.docker.calls(ResourceCommand.Remove.class))
                .containsExactly(new ResourceCommand.Remove(Kind.NETWORK, List.of("n2")));
    }

    @Test
    void findsStrayDirectories() throws IOException {
        Path stray = engine.directories(key).config();
        MarkedDirectory.create(stray, List.of(EnvironmentFixture.ENGINE));

        List<PruneItem> found = find();
        assertThat(found)
                .extracting(PruneItem::what, PruneItem::why)
                .containsExactly(
                        tuple("directory '%s'".formatted(stray), "there is no such environment on this engine"));
        found.get(0).removal().run();

        assertThat(stray).doesNotExist();
    }

    @Test
    void removesNothingByItself() throws IOException {
        engine.bringUp("e2e-1", 7, build(DEAD), "web");

        assertThat(find()).hasSize(1);

        assertThat(engine.leases.held()).containsExactly(key);
        assertThat(engine.docker.calls(ComposeCommand.Down.class)).isEmpty();
    }

    @Test
    void takesDownAnEnvironmentWhereItIsToBeRemoved() throws IOException {
        engine.bringUp("e2e-1", 7, build(DEAD), "web");

        find().get(0).removal().run();

        assertThat(engine.docker.calls()).contains(EnvironmentFixture.stop("web"), composeDown(key));
        assertThat(engine.directories(key).config()).doesNotExist();
        assertThat(engine.leases.held()).isEmpty();
    }

    @Test
    void leavesAnEnvironmentThatHasAnotherOwnerByTheTimeOfItsRemoval() throws IOException {
        engine.bringUp("e2e-1", 7, build(DEAD), "web");
        List<PruneItem> found = find();

        engine.leases.release(lease("e2e-1", 7, build(DEAD), Duration.ZERO));
        hold("e2e-1", 7, PERSON, Duration.ZERO);
        found.get(0).removal().run();

        assertThat(engine.leases.held()).containsExactly(key);
        assertThat(engine.docker.calls(ComposeCommand.Down.class)).isEmpty();
    }

    @Test
    void throwsWhatAUserCanPutRightWhereARemovalFails() throws IOException {
        engine.bringUp("e2e-1", 7, build(DEAD), "web");
        engine.docker.fails(composeDown(key), 1, "engine is out of order");

        PruneItem item = find().get(0);

        assertThatThrownBy(item.removal()::run)
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("engine is out of order");
    }

    @Test
    void throwsWhichOrphanCannotBeRemoved() {
        engine.docker.answer(
                new ResourceCommand.ListLabelled(
                        Kind.NETWORK, "dev.esb.build", List.of("dev.esb.build", "com.docker.compose.project")),
                List.of(network("n1")));
        engine.docker.fails(new ResourceCommand.Remove(Kind.NETWORK, List.of("n1")), 1, "network has active endpoints");

        PruneItem item = find().get(0);

        assertThatThrownBy(item.removal()::run)
                .isInstanceOf(EsbException.class)
                .hasMessage("The network esb-gone_n1 could not be removed: network has active endpoints.");
    }

    private void hold(String name, int slot, Owner owner, Duration age) {
        engine.leases.hold(lease(name, slot, owner, age));
    }

    private Lease lease(String name, int slot, Owner owner, Duration age) {
        return LeaseFixture.lease(
                EnvironmentKey.of(name, ""), slot, 1, owner, time.instant().minus(age), "/project");
    }

    private static Resource network(String id) {
        return new Resource(
                Kind.NETWORK,
                id,
                "esb-gone_" + id,
                Map.of("dev.esb.build", DEAD.text(), "com.docker.compose.project", "esb-gone"));
    }

    private List<PruneItem> find() {
        return new Prune(engine.docker, time, new RecordedMessages()).find(engine.layout, STOP_TIMEOUT);
    }
}
