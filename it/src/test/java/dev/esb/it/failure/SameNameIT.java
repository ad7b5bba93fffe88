package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two builds that want one environment. */
class SameNameIT extends FailureTest {

    @Test
    void theSecondFailsAtOnceAndNamesTheFirst() throws Exception {
        Project project = project("twice");
        try (Build first = project.start("verify", "-Dtests=wait")) {
            Moment.TESTS_RUN.await(first, project);
            List<String> before = project.remains.containers();

            try (Build second = project.start("verify")) {
                assertThat(second.end()).isNotZero();
                assertThat(second.log())
                        .contains("belongs to another build (")
                        .contains(", process " + first.pid() + " since 2")
                        .contains("-Desb.lockWait=SECONDS");
            }

            assertThat(project.remains.containers()).isEqualTo(before);
            assertThat(project.remains.onDisk()).isNotEmpty();
            first.signal("TERM", false);
            first.end();
        }
        assertNothingLeft(project);
    }

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

    /** The same moment is that in which neither has a slot yet. */
    @Test
    void ofManyAtTheSameMomentOneRuns() throws Exception {
        Project project = project("moment");
        List<Build> builds = List.of(
                project.start("verify", "-Dtests=wait"),
                project.start("verify", "-Dtests=wait"),
                project.start("verify", "-Dtests=wait"));
        try {
            for (Build build : builds) {
                build.awaitAtMost("the tests, or a refusal", () -> build.log().contains("is up after"));
            }
            List<Build> up = builds.stream().filter(Build::isAlive).toList();
            assertThat(up).as(logs(builds)).hasSize(1);
            assertThat(Stream.of(up.get(0).log().split("\n")).filter(line -> line.contains("is up after")))
                    .hasSize(1);
            assertThat(project.remains.containers()).hasSize(3);
            up.get(0).signal("TERM", false);
            up.get(0).end();
        } finally {
            builds.forEach(Build::close);
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

    private static String logs(List<Build> builds) throws Exception {
        StringBuilder logs = new StringBuilder();
        for (Build build : builds) {
            logs.append(build.log());
        }
        return logs.toString();
    }
}
