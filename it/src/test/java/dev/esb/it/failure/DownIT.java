package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Taking down what a person brought up, in whatever state it is. */
class DownIT extends FailureTest {

    @Test
    void fromAnEmptyDirectoryByNameAloneAndTwice() throws Exception {
        Project project = project("down");
        project.goal("up");
        Path elsewhere = emptyDirectory();

        assertThat(project.goal(elsewhere, "down")).contains("'%s' is down after".formatted(project.env()));
        assertNothingLeftAtOnce(project);

        assertThat(project.goal(elsewhere, "down")).contains("nothing to take down");
    }

    @Test
    void afterTheLeaseWasDeletedByHand() throws Exception {
        Project project = project("no-lease");
        project.goal("up");
        for (String lease : project.remains.leases()) {
            Shell.lines("docker", "volume", "rm", lease);
        }

        assertThat(project.goal(emptyDirectory(), "down")).contains("'%s' is down after".formatted(project.env()));

        assertNothingLeftAtOnce(project);
    }

    @Test
    void ofContainersThatWereCreatedAndNeverStarted() throws Exception {
        Project project = project("created");
        project.goal("up");
        Shell.lines("docker", "rm", "--force", project.remains.project() + "-web-1");
        Shell.lines(
                "docker",
                "compose",
                "--project-name",
                project.remains.project(),
                "--project-directory",
                project.directory.toString(),
                "--file",
                project.output().resolve("compose.yml").toString(),
                "create");

        project.goal("down");

        assertNothingLeftAtOnce(project);
    }

    @Test
    void saysWhatCannotBeRemovedAndTheNextOneFinishes() throws Exception {
        Project project = project("guest");
        project.goal("up");
        String guest = project.env() + "-guest";
        Shell.lines(
                "docker",
                "run",
                "--detach",
                "--init",
                "--name",
                guest,
                "--network",
                project.remains.project() + "_default",
                "debian:trixie-slim",
                "sleep",
                "120");
        try {
            assertThat(project.failedGoal("down"))
                    .contains("could not be taken down completely", project.remains.project() + "_default")
                    .contains(guest);
            assertThat(project.remains.containers()).isEmpty();
            assertThat(Shell.lines("docker", "inspect", "--format", "{{.State.Running}}", guest))
                    .isEqualTo(List.of("true"));
        } finally {
            Shell.lines("docker", "rm", "--force", guest);
        }

        project.goal("down");

        assertNothingLeftAtOnce(project);
    }

    @Test
    void keepsWhatIsOutsideOfTheEnvironmentsDirectory() throws Exception {
        Project project = project("link");
        Path outside = Files.writeString(project.directory.resolve("precious.txt"), "precious");
        project.goal("up");
        Path own = project.remains.home().resolve(project.env());
        Files.createSymbolicLink(own.resolve("file-link"), outside);
        Files.createSymbolicLink(own.resolve("data/directory-link"), project.directory);

        project.goal("down");

        assertNothingLeftAtOnce(project);
        assertThat(outside).hasContent("precious");
    }

    @Test
    void aBuildLeavesAPersonsEnvironmentAlone() throws Exception {
        Project project = project("persons");
        project.goal("up");
        List<String> before = project.remains.containers();

        try (Build build = project.start("verify")) {
            assertThat(build.end()).as(build.log()).isZero();
            assertThat(build.log()).contains("was not brought up by this build and is left alone");
        }
        project.forgetTests();
        try (Build build = project.start("verify", "-Dtests=wait")) {
            Moment.TESTS_RUN.await(build, project);
            build.signal("TERM", true);
            build.end();
        }

        assertThat(project.remains.containers()).isEqualTo(before);
        project.goal("down");
        assertNothingLeftAtOnce(project);
    }
}
