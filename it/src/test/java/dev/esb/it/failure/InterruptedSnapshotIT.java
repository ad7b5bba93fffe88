package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An {@code esb:up} that ends while it makes a snapshot, and an {@code esb:reset} that does while it puts an environment back to one. */
class InterruptedSnapshotIT extends FailureTest {
    private static final String FILL = """
            #!/bin/sh
            docker exec "$ESB_PROJECT-db-1" sh -c 'echo row > /rows/rows'
            [ ! -e slow ] || { touch filling; sleep 60; }
            """;

    /** In the name of the script, and so in what says on the engine which snapshot it is. */
    private final String script = Project.newName("fill");

    private Project project() throws IOException {
        Project project = projectOnItsOwnMachine("snapshot");
        Path file = Files.writeString(project.directory.resolve(script), FILL);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return project;
    }

    private String[] options() {
        return new String[] {"-Desb.files=rows.yml", "-Desb.snapshot=true", "-Desb.provision=./" + script};
    }

    /** IDs of the containers that say which snapshots there are, of this test. */
    private List<String> records() throws IOException, InterruptedException {
        return Shell.lines(
                        "docker",
                        "ps",
                        "--all",
                        "--no-trunc",
                        "--filter",
                        "label=dev.esb.snapshot",
                        "--format",
                        "{{.ID}} {{.Label \"dev.esb.snapshot\"}} {{.Label \"dev.esb.snapshot.inputs\"}}")
                .stream()
                .filter(line -> line.contains(script))
                .toList();
    }

    private static List<String> volumes(String snapshot) throws IOException, InterruptedException {
        return Shell.lines("docker", "volume", "ls", "--quiet", "--filter", "label=dev.esb.snapshot=" + snapshot);
    }

    @AfterEach
    void removeSnapshots() throws IOException, InterruptedException {
        for (String record : records()) {
            String[] words = record.split(" ");
            Shell.lines("docker", "rm", "--force", words[0]);
            for (String volume : volumes(words[1])) {
                Shell.lines("docker", "volume", "rm", volume);
            }
            for (String image : Shell.lines(
                    "docker",
                    "images",
                    "--quiet",
                    "--filter",
                    "dangling=true",
                    "--filter",
                    "label=dev.esb.snapshot=" + words[1])) {
                Shell.lines("docker", "rmi", image);
            }
        }
    }

    private static String rows(Project project) throws IOException, InterruptedException {
        return String.join(
                " ", Shell.lines("docker", "exec", project.remains.project() + "-db-1", "cat", "/rows/rows"));
    }

    @Tag("long")
    @ParameterizedTest(name = "SIG{0}")
    @CsvSource({"KILL, 137", "INT, 130"})
    void leavesNoneThatIsHalfFilled(String signal, int exitCode) throws Exception {
        Project project = project();
        Path slow = Files.createFile(project.directory.resolve("slow"));
        String snapshot;
        try (Build build = project.startGoal("up", options())) {
            build.await("filling", () -> Files.exists(project.directory.resolve("filling")));
            snapshot = records().get(0).split(" ")[1];
            assertThat(volumes(snapshot)).isNotEmpty();

            build.signal(signal, true);

            assertThat(build.end()).as(build.log()).isEqualTo(exitCode);
        }
        assertNothingLeft(project);
        assertThat(records()).isEmpty();
        assertThat(volumes(snapshot)).isEmpty();

        Files.delete(slow);
        String log = project.goal("up", options());

        assertThat(log).contains("Making a snapshot of");
        assertThat(rows(project)).isEqualTo("row");
        project.goal("down");
        assertThat(records()).hasSize(1);
    }

    @Test
    void beginsWithWholeDataAfterOneThatWasKilledWhileItWasMade() throws Exception {
        Project project = project();
        try (Build build = project.startGoal("up", options())) {
            build.await("stop", () -> build.log().contains("for the snapshot"));
            build.signal("KILL", true);
            build.end();
        }
        assertNothingLeft(project);

        project.goal("up", options());

        assertThat(rows(project)).isEqualTo("row");
        project.goal("down");
        assertNothingLeftAtOnce(project);
        assertThat(records()).hasSize(1);
    }

    @Tag("long")
    @Test
    void goesBackToItAfterAResetThatWasKilled() throws Exception {
        Project project = project();
        project.goal("up", options());
        Shell.lines("docker", "exec", project.remains.project() + "-db-1", "sh", "-c", "echo more >> /rows/rows");
        try (Build build = project.startGoal("reset")) {
            build.await("reset", () -> build.log().contains("Resetting"));
            build.signal("KILL", true);
            build.end();
        }

        project.goal("up", options());
        project.goal("reset");

        assertThat(rows(project)).isEqualTo("row");
        project.goal("down");
        assertNothingLeftAtOnce(project);
        assertThat(records()).hasSize(1);
    }
}
