package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Goals that a person calls, and what they say. What they do in every other case is shown by tests of the plugin that need no Maven. */
class GoalsIT extends FailureTest {

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
    void pruneListsAndRemovesWhenItIsAsked() throws Exception {
        Project project = project("orphan");
        Path own = Files.createDirectories(project.remains.home().resolve(project.env()));
        Files.writeString(own.resolve(".esb-environment"), "");

        assertThat(project.goal("prune"))
                .contains("Would remove directory '%s'".formatted(own), "-Desb.prune=true does it");
        assertThat(own).exists();

        assertThat(project.goal("prune", "-Desb.prune=true")).contains("Removing directory '%s'".formatted(own));
        assertThat(own).doesNotExist();
    }
}
