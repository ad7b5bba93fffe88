package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stacks of which one container cannot start. */
class FailedUpIT extends FailureTest {
    private static final String HALF = "-Desb.files=half.yml";

    @Test
    void leavesEvidenceAndNothingElse() throws Exception {
        Project project = project("half");
        try (Build build = project.start("verify", HALF)) {
            assertThat(build.end()).isNotZero();

            assertThat(build.log())
                    .contains("did not come up", "/no/such/command", "It was taken down again")
                    .contains(evidence(project).toString());
        }
        assertNothingLeftAtOnce(project);
        assertNothingLeft(project);
        assertThat(evidence(project).resolve("reason.txt")).content().contains("/no/such/command");
        assertThat(evidence(project).resolve("ps.txt")).content().contains("good", "bad");
        assertThat(evidence(project).resolve("inspect.json")).content().contains("/no/such/command");
        assertThat(project.output().resolve("logs/good.log")).content().contains("good is here");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(evidence(project).resolve("inspect.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aPersonsIsTakenDownToo() throws Exception {
        Project project = project("half");

        assertThat(project.failedGoal("up", HALF)).contains("It was taken down again");

        assertNothingLeftAtOnce(project);
    }

    @Test
    void keepLeavesItAndSaysHowToRemoveIt() throws Exception {
        Project project = project("half-kept");
        try (Build build = project.start("verify", HALF, "-Desb.keep=true")) {
            assertThat(build.end()).isNotZero();
            assertThat(build.log())
                    .contains("mvn esb:logs -Desb.env=" + project.env(), "mvn esb:down -Desb.env=" + project.env());
        }
        assertThat(project.remains.containers()).hasSize(2);
        assertThat(project.remains.onDisk()).isNotEmpty();

        project.goal("down");

        assertNothingLeftAtOnce(project);
    }

    @Test
    void tellsNoSecretButInFilesOfTheUsers() throws Exception {
        Project project = project("secret");
        String token = "spell-" + project.env();

        String said = project.failedGoal("up", "-Desb.files=tells.yml", "-Desb.environment.API_TOKEN=" + token);

        assertThat(said).contains("no access with ***").doesNotContain(token);
        assertThat(project.output().resolve("isolation.json")).content().doesNotContain(token);
        Path log = project.output().resolve("logs/talker.log");
        assertThat(log).content().contains("no access with " + token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");
    }

    /** Whatever a build does wrong, what it found running is not its own. */
    @Test
    void aBuildThatFailsOnAPersonsEnvironmentLeavesItRunning() throws Exception {
        Project project = project("borrowed");
        project.goal("up");
        List<String> before = project.remains.containers();

        try (Build build = project.start("verify", "-Desb.provision=false")) {
            assertThat(build.end()).isNotZero();
        }

        assertThat(project.remains.containers()).isEqualTo(before);
        assertThat(project.remains.hasLease()).isTrue();
        project.goal("down");
        assertNothingLeftAtOnce(project);
    }

    private static Path evidence(Project project) {
        return project.output().resolve("failure");
    }
}
