package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The build that has started the builds of environments ends before they do. */
class EndedMatrixIT extends FailureTest {
    private static Build start(Project project) throws Exception {
        return project.startGoal("matrix", "-Desb.matrix=" + project.env(), "-Dtests=wait", "-DforkCount=1");
    }

    @Tag("long")
    @Test
    void environmentsOfAKilledMatrixAreTakenDownByTheirOwnBuilds() throws Exception {
        Project project = projectOnItsOwnMachine("killed-matrix");
        try (Build build = start(project)) {
            Moment.TESTS_RUN.await(build, project);

            build.signal("KILL", false);

            assertThat(build.end()).as(build.log()).isEqualTo(137);
        }
        assertNothingLeft(project);
    }

    @Test
    void anInterruptedMatrixWaitsForItsEnvironmentsAndSaysSo() throws Exception {
        Project project = projectOnItsOwnMachine("ended-matrix");
        try (Build build = start(project)) {
            Moment.TESTS_RUN.await(build, project);

            build.signal("TERM", false);

            assertThat(build.end()).as(build.log()).isEqualTo(143);
            assertThat(build.log())
                    .contains("Waiting at most 120 s until these environments are down: " + project.env())
                    .contains("All are down.")
                    .doesNotContain("BUILD SUCCESS");
            assertNothingLeftAtOnce(project);
        }
        assertNothingLeft(project);
    }
}
