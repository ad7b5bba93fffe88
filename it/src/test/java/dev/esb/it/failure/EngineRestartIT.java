package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The engine ends in the middle of a build, and comes back. */
@EnabledIf(
        value = "dev.esb.it.failure.PrivateEngine#isPossible",
        disabledReason =
                "only root can start an engine of the suite's own, outside of containers, and dockerd has to be installed")
@Execution(ExecutionMode.SAME_THREAD)
class EngineRestartIT {
    /** The watchdog goes on trying for a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(70);

    /** A container of it does not end at SIGTERM. */
    private static final String QUICK = "-Desb.stopTimeout=1";

    private static PrivateEngine engine;

    @TempDir
    Path work;

    private Project project;

    @BeforeAll
    static void startEngine() throws IOException, InterruptedException {
        engine = PrivateEngine.start();
    }

    @AfterAll
    static void removeEngine() throws IOException, InterruptedException {
        if (engine != null) {
            engine.remove();
        }
    }

    @BeforeEach
    void useEngine() {
        Shell.useEngine(engine.host());
    }

    @AfterEach
    void cleanUp() throws IOException, InterruptedException {
        try {
            project.remains.remove();
        } finally {
            Shell.useEngine(null);
        }
    }

    @Test
    void aPersonsEnvironmentIsStillThereWithItsSlotAndPorts() throws Exception {
        project = project("outlives");
        project.goal("up");
        List<String> before = Files.readAllLines(project.output().resolve("env.properties"));

        engine.kill();
        assertThat(project.failedGoal("list")).contains("The Docker engine does not answer");
        engine.startAgain();

        assertThat(project.goal("list")).containsPattern(project.env() + " .* stopped ");
        project.goal("up");
        assertThat(Files.readAllLines(project.output().resolve("env.properties")))
                .containsExactlyInAnyOrderElementsOf(before);
        project.goal(Files.createDirectories(work.resolve("empty")), "down", QUICK);
        assertThat(project.remains.find()).isEmpty();
    }

    @Test
    void aBuildThatEndsWithoutAnEngineIsCleanedUpOnceItIsBack() throws Exception {
        project = project("meanwhile");
        try (Build build = project.start("verify", "-Dtests=wait", QUICK)) {
            Moment.TESTS_RUN.await(build, project);
            engine.kill();

            build.signal("TERM", false);

            assertThat(build.end()).as(build.log()).isNotZero();
            assertThat(build.log())
                    .contains("could not be taken down completely: Cannot connect to the Docker daemon")
                    .contains("It is tried again in the background for a minute");
        }
        engine.startAgain();
        assertThat(project.remains.await(PATIENCE)).isEmpty();
    }

    @Test
    void aBuildWhoseServicesAreStartingFailsAndIsCleanedUpOnceItIsBack() throws Exception {
        project = project("starting");
        try (Build build = project.start("verify", QUICK)) {
            Moment.CONTAINERS_START.await(build, project);
            engine.kill();

            assertThat(build.end()).as(build.log()).isNotZero();
            assertThat(build.log())
                    .contains("The environment '%s' did not come up: ".formatted(project.env()))
                    .contains("could not be taken down completely: Cannot connect to the Docker daemon")
                    .doesNotContain("\tat ");
        }
        engine.startAgain();
        assertThat(project.remains.await(PATIENCE)).isEmpty();
    }

    @Test
    void aBuildTakesDownWhatCameBackWithTheEngine() throws Exception {
        project = project("restart");
        try (Build build = project.start("verify", "-Dtests=wait", QUICK)) {
            Moment.TESTS_RUN.await(build, project);
            engine.stop();
            engine.startAgain();

            build.signal("TERM", false);

            assertThat(build.end()).as(build.log()).isNotZero();
            assertThat(project.remains.onEngine()).isEmpty();
            assertThat(project.remains.onDisk()).isEmpty();
        }
        // Until its watchdog has ended, which looks once more.
        assertThat(project.remains.await(PATIENCE)).isEmpty();
    }

    private Project project(String what) throws IOException {
        Path home = work.resolve("home");
        return Project.copy(
                Build.Maven.ofSystemProperties(), Path.of("src/failure"), work, home, Project.newName(what));
    }
}
