package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One signal of each kind, and what exactly comes of it; {@link ChaosIT} sends every one at every moment. */
class InterruptedBuildIT extends FailureTest {

    @ParameterizedTest(name = "SIG{0} to the {1} when {2}")
    @CsvSource({"TERM, Maven, CONTAINERS_START, 143", "TERM, Maven, TESTS_RUN, 143", "INT, group, TESTS_RUN, 130"})
    void anInterruptedBuildTakesItsEnvironmentDownBeforeItEnds(
            String signal, String target, Moment moment, int exitCode) throws Exception {
        Project project = projectOnItsOwnMachine("interrupted");
        try (Build build = project.start("verify", "-Dtests=" + moment.tests(), "-DforkCount=1")) {
            moment.await(build, project);

            build.signal(signal, target.equals("group"));

            assertThat(build.end()).as(build.log()).isEqualTo(exitCode);
            assertThat(build.log())
                    .contains("esb: The build was interrupted, taking down '%s'".formatted(project.env()))
                    .contains("esb: Environment '%s' is down".formatted(project.env()))
                    .doesNotContain("BUILD SUCCESS");
            assertNothingLeftAtOnce(project);
        }
        assertNothingLeft(project);
    }

    @Tag("long")
    @ParameterizedTest(name = "SIGKILL to the {0} when {1}")
    @CsvSource({"Maven, SLOT_IS_CLAIMED", "group, CONTAINERS_START", "Maven, TESTS_RUN", "group, DOWN_STOPS"})
    void whatAKilledBuildLeavesIsTakenDownByItsWatchdog(String target, Moment moment) throws Exception {
        Project project = projectOnItsOwnMachine("killed");
        try (Build build = project.start("verify", "-Dtests=" + moment.tests(), "-DforkCount=1")) {
            moment.await(build, project);

            build.signal("KILL", target.equals("group"));

            assertThat(build.end()).as(build.log()).isEqualTo(137);
        }
        assertNothingLeft(project);
        assertThat(project.output().resolve("watchdog.log"))
                .content()
                .contains("took '%s' down, which its build had left".formatted(project.env()));
    }

    @Test
    void tellsOfItWhateverTestsHaveMadeOfTheOutput() throws Exception {
        Project project = projectOnItsOwnMachine("no-output");
        try (Build build = project.start("verify", "-Dtests=wait-without-output")) {
            Moment.TESTS_RUN.await(build, project);

            build.signal("TERM", false);

            assertThat(build.end()).as(build.log()).isEqualTo(143);
            assertThat(build.log()).contains("esb: Environment '%s' is down".formatted(project.env()));
            assertNothingLeftAtOnce(project);
        }
    }
}
