package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Goals that a person calls, and what they say. What they do in every other case is shown by tests of the plugin that need no Maven. */
class GoalsIT extends FailureTest {

    @Tag("long")
    @Test
    void aBuildLeavesAPersonsEnvironmentAloneAndDownTakesItDownFromAnyDirectory() throws Exception {
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

        Path elsewhere = emptyDirectory();
        assertThat(project.goal(elsewhere, "down")).contains("'%s' is down after".formatted(project.env()));
        assertNothingLeftAtOnce(project);
        assertThat(project.goal(elsewhere, "down")).contains("nothing to take down");
    }

    @Test
    void runEndsWithTheCommandAndSaysItsExitCodeInTheLastLine() throws Exception {
        Project project = project("run");
        Path file = project.directory.resolve("code");
        String command = "-Desb.command=sh -c 'echo port $ESB_PORT_WEB_80; exit 3'";

        String log = project.failedGoal("run", command, "-Desb.exitCodeFile=code");

        assertThat(log)
                .containsPattern("(?m)^port \\d{5}$")
                .contains("Environment '%s' is down after".formatted(project.env()))
                .endsWith("esb:run: 'sh -c 'echo port $ESB_PORT_WEB_80; exit 3'' ended with 3\n");
        assertThat(file).hasContent("3");
        assertNothingLeftAtOnce(project);
    }

    @Test
    void pruneListsAndRemovesWhenItIsAsked() throws Exception {
        Project project = project("orphan").withHome(emptyDirectory());
        Path own = Files.createDirectories(project.remains.home().resolve(project.env()));
        Files.writeString(own.resolve(".esb-environment"), "");

        assertThat(project.goal("prune"))
                .contains("Would remove directory '%s'".formatted(own), "-Desb.prune=true does it");
        assertThat(own).exists();

        assertThat(project.goal("prune", "-Desb.prune=true")).contains("Removing directory '%s'".formatted(own));
        assertThat(own).doesNotExist();
    }
}
