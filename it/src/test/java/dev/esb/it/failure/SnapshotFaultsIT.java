package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk is full, the engine ends, or a person removes what seems to be unused, while there are snapshots. */
@EnabledIf(value = PrivateEngineTest.IS_POSSIBLE, disabledReason = PrivateEngineTest.REASON)
class SnapshotFaultsIT extends PrivateEngineTest {
    /** Leaves no more room than a file system in memory needs for a short file. */
    private static final String FULL = "cat /dev/zero >/rows/large || truncate --size=-4096 /rows/large";

    private static final String TOO_LARGE = "cat /dev/zero >/rows/large";

    private static final String SMALL = "touch /rows/large";

    /** The watchdog goes on trying for a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(70);

    private static final String FILL = """
            #!/bin/sh
            docker exec "$ESB_PROJECT-db-1" sh -ec 'LARGE; echo first >/rows/rows'
            [ ! -e slow ] || { touch filling; until [ -e go ]; do sleep 0.1; done; }
            docker exec "$ESB_PROJECT-db-1" sh -ec 'echo last >>/rows/rows'
            """;

    private final List<Project> started = new ArrayList<>();

    @BeforeAll
    void leaveLittleRoom() throws IOException, InterruptedException {
        engine().limitVolumes("16m");
    }

    /** Those of another test, whose environments are removed by now. */
    @BeforeEach
    void removeSnapshots() throws IOException, InterruptedException {
        for (String kind : List.of("container", "volume")) {
            Shell.remove(kind, ofSnapshots(kind));
        }
    }

    private static List<String> ofSnapshots(String kind) throws IOException, InterruptedException {
        String all = kind.equals("container") ? "--all" : "--quiet";
        return Shell.lines("docker", kind, "ls", all, "--quiet", "--filter", "label=dev.esb.snapshot");
    }

    /** @param large what it fills in besides, as a command */
    private Project project(String what, String large) throws IOException {
        Project project = project(what);
        fill(project, large);
        started.add(project);
        return project;
    }

    private static void fill(Project project, String large) throws IOException {
        Path file = Files.writeString(project.directory.resolve("fill"), FILL.replace("LARGE", large));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Of a failed build, the watchdog may go on for a while, also without an engine. */
    @AfterAll
    void awaitWatchdogs() throws IOException, InterruptedException {
        for (Project project : started) {
            project.remains.await(PATIENCE);
        }
    }

    private static String[] options() {
        return new String[] {"-Desb.files=rows.yml", "-Desb.snapshot=true", "-Desb.provision=./fill"};
    }

    private static String up(Project project) throws IOException, InterruptedException {
        return project.goal("up", options());
    }

    private static void write(Project project, String row) throws IOException, InterruptedException {
        inDb(project, "echo %s >>/rows/rows".formatted(row));
    }

    private static List<String> rows(Project project) throws IOException, InterruptedException {
        return inDb(project, "cat /rows/rows");
    }

    private static List<String> inDb(Project project, String command) throws IOException, InterruptedException {
        return Shell.lines("docker", "exec", project.remains.project() + "-db-1", "sh", "-ec", command);
    }

    private static void assertWhole(Project project) throws IOException, InterruptedException {
        assertThat(rows(project)).containsExactly("first", "last");
    }

    private static void assertIsTold(String said, String problem) {
        assertThat(said).contains(problem).doesNotContain("\tat ");
    }

    private static void assertNothingLeft(Project project) throws IOException, InterruptedException {
        assertThat(project.remains.onEngine()).isEmpty();
        assertThat(project.remains.onDisk()).isEmpty();
    }

    private static void assertNoSnapshot() throws IOException, InterruptedException {
        assertThat(ofSnapshots("container")).isEmpty();
        assertThat(ofSnapshots("volume")).isEmpty();
    }

    private static void down(Project project) throws IOException, InterruptedException {
        project.goal("down");
        assertNothingLeft(project);
    }

    @Test
    void aSnapshotThatHasNoRoomWhileItIsFilledLeavesNothing() throws Exception {
        Project project = project("fills", TOO_LARGE);

        assertIsTold(project.failedGoal("up", options()), "No space left on device");

        assertNothingLeft(project);
        assertNoSnapshot();
        fill(project, SMALL);
        assertThat(up(project)).contains("Snapshot ", " is made");
        assertWhole(project);
    }

    @Test
    void anEnvironmentGoesOnWithItsDataWhereVolumesOverItHaveNoRoom() throws Exception {
        Project project = project("full", FULL);

        assertIsTold(up(project), "No snapshot is made (esb.snapshot): no volume can be laid over");

        assertWhole(project);
        down(project);
        assertNoSnapshot();
        fill(project, SMALL);
        up(project);
        assertWhole(project);
        assertThat(ofSnapshots("container")).hasSize(1);
    }

    @Test
    void anEnvironmentThatHasFilledTheDiskGoesBackToItsSnapshot() throws Exception {
        Project project = project("writes", SMALL);
        up(project);
        assertThatThrownBy(() -> inDb(project, "cat /dev/zero >>/rows/large"))
                .hasMessageContaining("No space left on device");

        project.goal("reset");

        assertWhole(project);
        write(project, "more");
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEngineThatEndsWhileASnapshotIsMadeLeavesNoneThatIsNotWhole(boolean isFilled) throws Exception {
        Project project = project("ends", SMALL);
        Path slow = Files.createFile(project.directory.resolve("slow"));
        Path go = project.directory.resolve("go");
        try (Build build = project.startGoal("up", options())) {
            build.await("filling", () -> Files.exists(project.directory.resolve("filling")));
            if (isFilled) {
                Files.createFile(go);
                build.await("stop", () -> build.log().contains("for the snapshot"));
            }
            engine().kill();
            if (!isFilled) {
                Files.createFile(go);
            }

            assertThat(build.end()).as(build.log()).isNotZero();
            assertIsTold(build.log(), "The environment '%s' did not come up: ".formatted(project.env()));
            assertThat(build.log()).doesNotContain("Error while Stopping");
        }
        Files.delete(slow);
        engine().startAgain();

        assertThat(project.remains.await(PATIENCE)).isEmpty();
        assertNoSnapshot();

        assertThat(up(project)).contains(" is made");

        assertWhole(project);
        write(project, "more");
        project.goal("reset");
        assertWhole(project);
        down(project);
        assertThat(ofSnapshots("container")).hasSize(1);
        assertThat(ofSnapshots("volume")).hasSize(1);
    }

    @Tag("long")
    @Test
    void anEnvironmentGoesBackToItsSnapshotAfterAResetDuringWhichTheEngineHasEnded() throws Exception {
        Project project = project("resets", SMALL);
        up(project);
        write(project, "more");
        try (Build build = project.startGoal("reset")) {
            build.await("reset", () -> build.log().contains("Resetting"));
            engine().kill();

            assertThat(build.end()).as(build.log()).isNotZero();
            assertIsTold(build.log(), project.env());
        }
        engine().startAgain();

        up(project);

        assertThat(rows(project)).startsWith("first", "last");
        project.goal("reset");
        assertWhole(project);
        down(project);
        assertThat(ofSnapshots("container")).hasSize(1);
    }

    @Tag("long")
    @Test
    void aSnapshotIsStillThereAfterUnusedVolumesAreRemoved() throws Exception {
        Project project = project("volumes", SMALL);
        up(project);
        write(project, "more");

        Shell.lines("docker", "volume", "prune", "--all", "--force");

        assertThat(rows(project)).containsExactly("first", "last", "more");
        project.goal("reset");
        assertWhole(project);
        down(project);
        Shell.lines("docker", "volume", "prune", "--all", "--force");
        assertThat(up(project)).contains("Beginning with the snapshot");
        assertWhole(project);
    }

    @Test
    void environmentsKeepTheirDataAfterStoppedContainersAreRemoved() throws Exception {
        Project one = project("one", SMALL);
        up(one);
        Project two = project("two", SMALL);
        // Of the same stack.
        assertThat(up(two)).contains("Beginning with the snapshot");
        write(two, "more");

        Shell.lines("docker", "container", "prune", "--force");

        one.goal("reset");
        assertWhole(one);
        down(one);
        assertThat(rows(two)).containsExactly("first", "last", "more");
        assertThat(one.goal("up", options())).contains("Making a snapshot of");
        assertWhole(one);
        down(one);
        down(two);
        // With the next snapshot, or when they are pruned, the volumes go that nothing says are a snapshot's.
        one.goal("snapshot", "-Desb.prune=true");
        assertNoSnapshot();
    }

    /** Stopped containers first, which were all that kept it. */
    @Tag("long")
    @Test
    void aSnapshotThatIsRemovedBelowAnEnvironmentIsMadeAnew() throws Exception {
        Project project = project("below", SMALL);
        up(project);

        Shell.lines("docker", "container", "prune", "--force");
        Shell.lines("docker", "volume", "rm", ofSnapshots("volume").get(0));

        assertIsTold(project.failedGoal("reset"), "cannot go back to its snapshot, because the volume 'esb-snapshot-");
        assertIsTold(
                project.failedGoal("up", options()), "cannot go on with its data, because the volume 'esb-snapshot-");
        assertThat(ofSnapshots("volume")).isEmpty();
        down(project);
        assertThat(up(project)).contains("Making a snapshot of");
        assertWhole(project);
    }

    @Tag("long")
    @Test
    void aSnapshotOfAnotherVersionIsLeftAloneUntilItIsPruned() throws Exception {
        Project project = project("version", SMALL);
        Shell.lines(
                "docker",
                "volume",
                "create",
                "--label=dev.esb.snapshot=0123456789ab",
                "esb-snapshot-0123456789ab_rows");
        Shell.lines(
                "docker",
                "create",
                "--name=esb-snapshot-0123456789ab-1767225600000",
                "--label=dev.esb.snapshot=0123456789ab",
                "--label=dev.esb.snapshot.colour=blue",
                "--volume=esb-snapshot-0123456789ab_rows:/rows",
                PrivateEngine.IMAGE);

        assertThat(up(project)).contains("Making a snapshot of");
        assertWhole(project);
        down(project);
        assertThat(project.goal("snapshot", "-Desb.prune=true")).contains("Removing the snapshot 0123456789ab");
        assertNoSnapshot();
    }
}
