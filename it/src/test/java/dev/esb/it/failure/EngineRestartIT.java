package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The engine ends in the middle of a build, and comes back. */
@EnabledIf(value = PrivateEngineTest.IS_POSSIBLE, disabledReason = PrivateEngineTest.REASON)
class EngineRestartIT extends PrivateEngineTest {
    /** The watchdog goes on trying for a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(70);

    /** A container of it does not end at SIGTERM. */
    private static final String QUICK = "-Desb.stopTimeout=1";

    @Tag("long")
    @Test
    void aPersonsEnvironmentIsStillThereWithItsSlotItsPortsAndWhatItHasWritten() throws Exception {
        Project project = project("outlives");
        project.goal("up");
        project.inWeb("echo rows >/pages/rows; rm /pages/deep/rows; mv /pages/new /pages/renamed");
        List<String> before = Files.readAllLines(project.output().resolve("env.properties"));

        engine().kill();
        assertThat(project.failedGoal("list")).contains("The Docker engine does not answer");
        engine().startAgain();

        assertThat(project.goal("list")).containsPattern(project.env() + " .* stopped ");
        project.goal("up");
        assertThat(Files.readAllLines(project.output().resolve("env.properties")))
                .containsExactlyInAnyOrderElementsOf(before);
        assertThat(project.inWeb("cat /pages/rows /pages/renamed /pages/deep/rows"))
                // It writes whenever it starts.
                .containsExactly("rows", "of the environment", "of the environment");
        project.goal(emptyDirectory(), "down", QUICK);
        assertThat(project.remains.find()).isEmpty();
    }

    @Tag("long")
    @Test
    void aBuildThatEndsWithoutAnEngineIsCleanedUpOnceItIsBack() throws Exception {
        Project project = project("meanwhile");
        try (Build build = project.start("verify", "-Dtests=wait", QUICK)) {
            Moment.TESTS_RUN.await(build, project);
            engine().kill();

            build.signal("TERM", false);

            assertThat(build.end()).as(build.log()).isNotZero();
            assertThat(build.log())
                    .contains("could not be taken down completely: Cannot connect to the Docker daemon")
                    .contains("It is tried again in the background for a minute");
        }
        engine().startAgain();
        assertThat(project.remains.await(PATIENCE)).isEmpty();
    }

    @Tag("long")
    @Test
    void aBuildWhoseServicesAreStartingFailsAndIsCleanedUpOnceItIsBack() throws Exception {
        Project project = project("starting");
        try (Build build = project.start("verify", QUICK)) {
            Moment.CONTAINERS_START.await(build, project);
            engine().kill();

            assertThat(build.end()).as(build.log()).isNotZero();
            assertThat(build.log())
                    .contains("The environment '%s' did not come up: ".formatted(project.env()))
                    .contains("could not be taken down completely: Cannot connect to the Docker daemon")
                    .doesNotContain("\tat ");
        }
        engine().startAgain();
        assertThat(project.remains.await(PATIENCE)).isEmpty();
    }

    @Test
    void aBuildTakesDownWhatCameBackWithTheEngine() throws Exception {
        Project project = project("restart");
        try (Build build = project.start("verify", "-Dtests=wait", QUICK)) {
            Moment.TESTS_RUN.await(build, project);
            engine().stop();
            engine().startAgain();

            build.signal("TERM", false);

            assertThat(build.end()).as(build.log()).isNotZero();
            assertThat(project.remains.onEngine()).isEmpty();
            assertThat(project.remains.onDisk()).isEmpty();
        }
        // Until its watchdog has ended, which looks once more.
        assertThat(project.remains.await(PATIENCE)).isEmpty();
    }
}
