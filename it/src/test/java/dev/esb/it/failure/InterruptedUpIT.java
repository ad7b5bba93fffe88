package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person's {@code esb:up} that ends before the new environment is up; {@link RunningEnvironmentIT} has those of one that was there. */
class InterruptedUpIT extends FailureTest {

    @ParameterizedTest(name = "SIG{0}")
    @CsvSource({"INT, 130", "TERM, 143"})
    void anInterruptedOneLeavesNothingAndSaysSo(String signal, int exitCode) throws Exception {
        Project project = projectOnItsOwnMachine("interrupted-up");
        try (Build build = project.startGoal("up", Database.FILE, Database.STUCK)) {
            Moment.CONTAINERS_START.await(build, project);

            build.signal(signal, true);

            assertThat(build.end()).as(build.log()).isEqualTo(exitCode);
            assertThat(build.log())
                    .contains("esb: Environment '%s' is down".formatted(project.env()))
                    .doesNotContain("BUILD SUCCESS");
            assertNothingLeftAtOnce(project);
        }
        assertNothingLeft(project);
    }

    @Test
    void whatAKilledOneLeavesIsTakenDownByItsWatchdog() throws Exception {
        Project project = projectOnItsOwnMachine("killed-up");
        try (Build build = project.startGoal("up", Database.FILE, Database.STUCK)) {
            Moment.CONTAINERS_START.await(build, project);

            build.signal("KILL", true);

            assertThat(build.end()).as(build.log()).isEqualTo(137);
        }
        assertNothingLeft(project);
    }
}
