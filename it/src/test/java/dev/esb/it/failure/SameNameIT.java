package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two builds, or two goals that a person calls, that want one environment, as far as it takes two processes. */
class SameNameIT extends FailureTest {

    @Tag("long")
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
    @Tag("long")
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

    @Test
    void aPersonsSecondUpIsRefusedWhileTheFirstIsAtWorkOrWaitsForIt() throws Exception {
        Project project = project("twice");
        try (Build first = project.startGoal("up", Database.FILE, Database.STUCK)) {
            Moment.CONTAINERS_START.await(first, project);

            assertThat(project.failedGoal("up", Database.FILE, Database.STUCK))
                    .contains("The environment '%s' is being brought up by another process".formatted(project.env()))
                    .contains(", process %d since ".formatted(first.pid()), "-Desb.lockWait=SECONDS");

            try (Build second = project.startGoal("up", Database.FILE, Database.STUCK, "-Desb.lockWait=60")) {
                second.await("a word about waiting", () -> second.log().contains("Waiting for the environment"));
                Database.makeReady(project);

                assertThat(first.end()).as(first.log()).isZero();
                Database database = Database.of(project);
                database.insert("first");
                assertThat(second.end()).as(second.log()).isZero();
                database.assertKept();
            }
        }
        project.goal("down");
        assertNothingLeft(project);
    }

    @Test
    void aPersonsUpSaysThatAnotherProcessTookItDownInTheMiddle() throws Exception {
        Project project = project("taken-down");
        try (Build up = project.startGoal("up", Database.FILE, Database.STUCK)) {
            Moment.CONTAINERS_START.await(up, project);

            project.goal("down");

            assertThat(up.end()).as(up.log()).isEqualTo(1);
            assertThat(up.log()).contains("Another process took it down while this one brought it up");
        }
        assertNothingLeft(project);
    }
}
