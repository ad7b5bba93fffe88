package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What nobody can need any more, and what somebody can. */
class PruneIT extends FailureTest {

    @Test
    void removesWhatAKilledBuildLeft() throws Exception {
        Project project = project("dead");
        try (Build build = project.start("verify", "-Dtests=wait")) {
            Moment.TESTS_RUN.await(build, project);
            build.watchdog().orElseThrow().destroyForcibly();
            build.signal("KILL", true);
            build.end();
        }
        String line = "environment '%s': its build has ended (".formatted(project.env());

        String dryRun = project.goal(emptyDirectory(), "prune");
        // The start of any other build on this engine sweeps, too.
        if (project.remains.hasLease()) {
            assertThat(dryRun).contains("Would remove " + line);
        }

        project.goal(emptyDirectory(), "prune", "-Desb.prune=true");

        assertThat(project.remains.onEngine()).isEmpty();
    }

    @Test
    void theNextBuildOfAnotherNameSweepsWhatAKilledBuildLeft() throws Exception {
        Project project = project("swept");
        Project next = project("sweeps");
        try (Build build = project.start("verify", "-Dtests=wait")) {
            Moment.TESTS_RUN.await(build, project);
            build.watchdog().orElseThrow().destroyForcibly();
            build.signal("KILL", true);
            build.end();
        }

        try (Build build = next.start("verify")) {
            assertThat(build.end()).as(build.log()).isZero();
        }

        // That of another test may have been faster.
        assertThat(project.remains.onEngine()).isEmpty();
        assertNothingLeftAtOnce(next);
    }

    @Test
    void leavesWhatIsInUse() throws Exception {
        Project building = project("alive");
        Project persons = project("persons");
        persons.goal("up", "-Desb.ttl=600");
        try (Build build = building.start("verify", "-Dtests=wait")) {
            Moment.TESTS_RUN.await(build, building);

            assertThat(building.goal("prune", "-Desb.prune=true")).doesNotContain(building.env(), persons.env());

            assertThat(building.remains.containers()).hasSize(3);
            assertThat(persons.remains.containers()).hasSize(3);
            build.signal("TERM", false);
            build.end();
        }
        persons.goal("down");
        assertNothingLeft(building);
        assertNothingLeftAtOnce(persons);
    }

    @Test
    void removesWhatHasOutlivedItsTime() throws Exception {
        Project project = project("ttl");
        project.goal("up", "-Desb.ttl=20");
        assertThat(project.remains.containers()).hasSize(3);
        Thread.sleep(20_000);

        // Another build's start may have swept it by now.
        project.goal("prune", "-Desb.prune=true");

        assertNothingLeft(project);
    }

    @Test
    void removesDirectoriesOfEnvironmentsThatAreNotThere() throws Exception {
        Project project = project("orphan");
        project.goal("up");
        Path own = project.remains.home().resolve(project.env());
        Path aside = Files.move(own, own.resolveSibling("aside"));
        project.goal("down");
        Files.move(aside, own);
        Path foreign = Files.createDirectories(own.resolveSibling(project.env() + "-foreign"));

        assertThat(project.goal("prune")).contains("Would remove directory '%s'".formatted(own));
        assertThat(own).exists();
        project.goal("prune", "-Desb.prune=true");

        assertThat(own).doesNotExist();
        assertThat(foreign).exists();
    }
}
