package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Two builds that want one environment, as far as it takes two processes. */
class SameNameIT extends FailureTest {

    @Test
    void theSecondWaitsAndThenRuns() throws Exception {
        Project project = project("waits");
        try (Build first = project.start("verify", "-Dtests=wait")) {
            Moment.TESTS_RUN.await(first, project);
            try (Build second = project.start("verify", "-Desb.lockWait=60")) {
                second.await("a word about waiting", () -> second.log().contains("Waiting for the environment"));
                assertThat(second.log()).contains(", process " + first.pid() + " since 2");

                first.signal("TERM", false);

                first.end();
                // The files of both are the same ones, and the first has said already that its tests run.
                project.forgetTests();
                assertThat(second.end()).as(second.log()).isZero();
            }
        }
        assertNothingLeft(project);
    }

    /** The watchdog of the first, the sweep of the second, and its own start are at work together. */
    @Test
    void aBuildThatBeginsWhenItsPredecessorIsKilledRunsUndisturbed() throws Exception {
        Project project = project("again");
        try (Build first = project.start("verify", "-Dtests=wait")) {
            Moment.TESTS_RUN.await(first, project);
            try (Build second = project.start("verify")) {
                project.forgetTests();
                first.signal("KILL", false);

                assertThat(second.end()).as(second.log()).isZero();
            }
        }
        assertNothingLeft(project);
    }
}
