package dev.esb.cleanup;

import static dev.esb.cleanup.EnvironmentFixture.STOP_TIMEOUT;
import static dev.esb.cleanup.EnvironmentFixture.composeDown;
import static dev.esb.cleanup.EnvironmentFixture.containers;
import static dev.esb.cleanup.EnvironmentFixture.listContainers;
import static dev.esb.cleanup.EnvironmentFixture.stop;
import static dev.esb.lease.Owners.ALIVE;
import static dev.esb.lease.Owners.DEAD;
import static dev.esb.lease.Owners.PERSON;
import static dev.esb.lease.Owners.build;
import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.FakeTime;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.HostProgram;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.ListLabelled;
import dev.esb.docker.ResourceCommand.Remove;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.PrivateFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogProcessTest {
    private static final Duration PAUSE = Duration.ofSeconds(3);

    @TempDir
    private Path directory;

    private final FakeTime time = new FakeTime();
    private EnvironmentFixture engine;

    @BeforeEach
    void startEngine() {
        engine = new EnvironmentFixture(directory);
    }

    @Test
    void watchesWhatTheBuildDidNotForgetByItsEnd() throws IOException {
        EnvironmentKey a = EnvironmentKey.of("a", "");
        EnvironmentKey b = EnvironmentKey.of("a", "payments");
        EnvironmentKey c = EnvironmentKey.of("c", "");

        assertThat(watched(watch(a), watch(b), forget(a), watch(c), forget(c), watch(c)))
                .containsExactly(watch(b), watch(c));
        assertThat(watched(watch(a), forget(a))).isEmpty();
        assertThat(watched()).isEmpty();
    }

    @Test
    void takesDownWhatItsBuildHasLeft() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, build(DEAD), "web");

        takeDown(watch(key));

        assertThat(engine.docker.calls()).contains(stop("web"), composeDown(key));
        assertThat(engine.leases.held()).isEmpty();
        assertThat(log(key)).containsExactly("took 'e2e-1' down, which its build had left");
    }

    @Test
    void saysWhichFilesOfOtherUsersAreLeft() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, build(DEAD));
        UndeletableTree.makeIn(engine.directories(key).config());
        UndeletableTree.removedBy(engine.docker).everyFails(HostProgram.class, 1, "find: not permitted");
        try {
            takeDown(watch(key));
        } finally {
            UndeletableTree.removeIn(engine.layout.home());
        }

        assertThat(log(key)).singleElement().asString().contains("'e2e-1' is down", "sudo rm -rf '");
    }

    @Test
    void leavesWhatBelongsToAnotherOwnerByNow() throws IOException {
        EnvironmentKey ofNextBuild = engine.bringUp("e2e-1", 7, build(ALIVE), "web");
        EnvironmentKey ofAPerson = engine.bringUp("e2e-2", 8, PERSON, "web");

        takeDown(watch(ofNextBuild), watch(ofAPerson));

        assertThat(engine.leases.held()).containsExactly(ofNextBuild, ofAPerson);
        assertThat(engine.docker.calls(ComposeCommand.Down.class)).isEmpty();
        assertThat(log(ofNextBuild)).containsExactly("'e2e-1' belongs to another owner now");
        assertThat(log(ofAPerson)).containsExactly("'e2e-2' belongs to another owner now");
    }

    /** The engine can start a container for a process that has ended, while what it had added before is removed. */
    @Test
    void removesTwiceWhatAKilledUpHadAddedToAnEnvironmentThatWasThere() throws IOException {
        EnvironmentKey key = EnvironmentKey.of("e2e-1", "");
        Files.createDirectories(engine.directories(key).output());
        engine.leases.hold(key, 7, PERSON);
        engine.leases.update(key, DEAD);
        engine.docker
                .answer(listContainers(key), containers(key, "db", "web"))
                .answer(listContainers(key), containers(key, "db", "late"))
                .answer(listContainers(key), containers(key, "db"));
        EnvironmentBefore before = new EnvironmentBefore(
                List.of(new EnvironmentBefore.Container("id-db", "db", 1, true)),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        takeDown(new WatchdogOrder(true, key, engine.directories(key), DEAD, STOP_TIMEOUT, Optional.of(before)));

        assertThat(engine.docker.calls(Remove.class))
                .filteredOn(remove -> remove.kind() == Kind.CONTAINER)
                .containsExactly(
                        new Remove(Kind.CONTAINER, List.of("id-web")), new Remove(Kind.CONTAINER, List.of("id-late")));
        assertThat(engine.docker.calls(ComposeCommand.Down.class)).isEmpty();
        assertThat(engine.leases.lease(key).owner()).isEqualTo(PERSON);
        assertThat(engine.leases.lease(key).ownership().updating()).isEmpty();
        assertThat(log(key)).containsExactly("What was added to 'e2e-1' is removed; what was there before stays.");
    }

    @Test
    void notesWhereNothingWasLeft() throws IOException {
        EnvironmentKey key = EnvironmentKey.of("e2e-1", "");
        Files.createDirectories(engine.directories(key).output());

        takeDown(watch(key));

        assertThat(log(key)).containsExactly("nothing was left of 'e2e-1'");
    }

    @Test
    void triesAgainWhileTheEngineIsOutOfReach() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, build(DEAD), "web");
        engine.docker
                .fails(composeDown(key), 1, "Cannot connect to the Docker daemon")
                .fails(composeDown(key), 1, "Cannot connect to the Docker daemon")
                .prints(composeDown(key), " Container esb-e2e-1-web-1  Removed")
                .prints(composeDown(key));

        takeDown(watch(key));

        assertThat(engine.leases.held()).isEmpty();
        assertThat(log(key)).containsExactly("took 'e2e-1' down, which its build had left");
        // After each failure, and before the orphans are looked for.
        assertThat(time.slept()).isEqualTo(PAUSE.multipliedBy(3));
    }

    @Test
    void givesUpAfterAMinuteAndNotesWhy() throws IOException {
        EnvironmentKey stuck = engine.bringUp("stuck", 1, build(DEAD), "web");
        EnvironmentKey key = engine.bringUp("e2e-1", 2, build(DEAD), "web");
        engine.docker.fails(composeDown(stuck), 1, "engine is out of order");

        takeDown(watch(stuck), watch(key));

        assertThat(engine.leases.held()).containsExactly(stuck);
        assertThat(log(stuck))
                .singleElement()
                .asString()
                .contains("The environment 'stuck' could not be taken down completely: engine is out of order");
        assertThat(log(key)).containsExactly("took 'e2e-1' down, which its build had left");
        assertThat(time.slept()).isBetween(Duration.ofSeconds(57), Duration.ofSeconds(66));
    }

    @Test
    void removesWhatTheEngineMadeForTheBuildAfterwards() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, build(DEAD), "web");
        engine.docker.answer(
                new ListLabelled(Kind.NETWORK, "dev.esb.build", List.of("dev.esb.build", "com.docker.compose.project")),
                List.of(new Resource(
                        Kind.NETWORK,
                        "n1",
                        "esb-e2e-1_late",
                        Map.of("dev.esb.build", DEAD.text(), "com.docker.compose.project", key.project()))));

        takeDown(watch(key));

        assertThat(engine.docker.calls()).last().isEqualTo(new Remove(Kind.NETWORK, List.of("n1")));
    }

    @Test
    void doesNothingWhereTheBuildHasTakenDownEverything() {
        takeDown();

        assertThat(engine.docker.calls()).isEmpty();
        assertThat(time.slept()).isZero();
    }

    @Test
    void doesItsWorkWhereTheCheckoutIsGoneAndDoesNotMakeItAnew() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, build(DEAD), "web");
        Path target = engine.directories(key).output().getParent().getParent();
        PrivateFiles.deleteDirectory(target);

        takeDown(watch(key));

        assertThat(engine.leases.held()).isEmpty();
        assertThat(target).doesNotExist();
    }

    private void takeDown(WatchdogOrder... watched) {
        new WatchdogProcess(engine.docker, time).takeDown(List.of(watched));
    }

    private static Collection<WatchdogOrder> watched(WatchdogOrder... orders) throws IOException {
        String text = Arrays.stream(orders).map(order -> order.text() + "\n").collect(Collectors.joining());
        return WatchdogProcess.watched(new BufferedReader(new StringReader(text)));
    }

    private WatchdogOrder watch(EnvironmentKey key) {
        return new WatchdogOrder(true, key, engine.directories(key), DEAD, STOP_TIMEOUT, Optional.empty());
    }

    private WatchdogOrder forget(EnvironmentKey key) {
        return new WatchdogOrder(false, key, engine.directories(key), DEAD, Duration.ZERO, Optional.empty());
    }

    /** The lines without the time before each. */
    private List<String> log(EnvironmentKey key) throws IOException {
        return Files.readAllLines(engine.directories(key).output().resolve("watchdog.log")).stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }
}
