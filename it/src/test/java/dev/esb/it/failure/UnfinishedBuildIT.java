package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Builds that Maven itself ends before they reach the goal {@code down}, or that go through to it. */
class UnfinishedBuildIT extends FailureTest {

    @Tag("long")
    @ParameterizedTest
    @CsvSource({
        "verify -Dobstacle, an obstacle",
        "verify -Dobstacle --fail-at-end, an obstacle",
        "verify -Dtests=fail, as it was told to"
    })
    void failsAndLeavesNothing(String arguments, String reason) throws Exception {
        Project project = projectOnItsOwnMachine("fails");
        try (Build build = project.start(arguments.split(" "))) {
            assertThat(build.end()).as(build.log()).isEqualTo(1);
            assertThat(build.log()).contains("BUILD FAILURE", "is up after", reason);
        }
        assertNothingLeftAtOnce(project);
        assertNothingLeft(project);
    }

    /** Of the second, Failsafe only notes that a test has failed: the goal that fails for it is bound to "verify". */
    @ParameterizedTest
    @ValueSource(strings = {"verify", "integration-test -Dtests=fail"})
    void endsWellAndLeavesNothing(String arguments) throws Exception {
        Project project = projectOnItsOwnMachine("ends");
        try (Build build = project.start(arguments.split(" "))) {
            assertThat(build.end()).as(build.log()).isZero();
        }
        assertNothingLeftAtOnce(project);
        assertNothingLeft(project);
        assertThat(project.output().resolve("logs/web.log")).content().contains("web is listening");
    }

    /** The end of the process, which takes down what an interrupted build has, does not come there. */
    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"verify -Dobstacle", "pre-integration-test"})
    void inADaemonLeavesNothingEither(String arguments) throws Exception {
        Project project = projectOnItsOwnMachine("daemon");
        try (Build daemon = project.startDaemon(arguments.split(" "))) {
            for (int build = 1; build <= DaemonProcess.BUILDS; build++) {
                String ended = DaemonProcess.ENDED.formatted(build);
                daemon.await("the end of build " + build, () -> daemon.log().contains(ended));
            }
            assertThat(daemon.log().split("is up after", -1)).as(daemon.log()).hasSize(DaemonProcess.BUILDS + 1);

            assertNothingLeftAtOnce(project);
            assertThat(daemon.isAlive()).isTrue();
        }
        assertNothingLeft(project);
    }

    @Test
    void keepLeavesTheEnvironmentUntilTheUserTakesItDown() throws Exception {
        Project project = project("keep");
        try (Build build = project.start("verify", "-Dtests=fail", "-Desb.keep=true")) {
            assertThat(build.end()).isNotZero();
        }
        assertThat(project.remains.containers()).hasSize(2);
        assertThat(project.remains.hasLease()).isTrue();
        assertThat(Shell.lines(
                        "docker",
                        "exec",
                        project.remains.project() + "-web-1",
                        "cat",
                        "/pages/index.html",
                        "/web.conf"))
                .containsExactly("hello", "of the environment", "greeting = hello", "of the environment");

        project.goal("down");

        assertNothingLeftAtOnce(project);
    }
}
