package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A person's database is up, and one {@code esb:up} after another adds something to it, fails, or is interrupted: after each of them, the
 * database answers at its port with all of its rows. Prints what was done, and what was there then.
 */
class RunningEnvironmentIT extends FailureTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the steps before have added, and what each of the others therefore has as well. */
    private static final String ADDED = "-Desb.profiles=network,service";

    private final List<String> transcript = new ArrayList<>();
    private Project project;
    private Database database;

    @Tag("long")
    @TestFactory
    @Execution(ExecutionMode.SAME_THREAD)
    Stream<DynamicTest> keepsWhatItHas() throws Exception {
        project = projectOnItsOwnMachine("running");
        database = Database.up(project);
        note("up", 0);
        return Stream.of(
                step("an added network that sorts first", what -> succeeds(what, "-Desb.profiles=network")),
                step("an added service that sorts first", what -> succeeds(what, ADDED)),
                step("an image that is not there", what -> fails(what, "localhost:1", ADDED + ",missing-image")),
                step(
                        "a provision command that fails",
                        what -> fails(
                                what, "the command 'false' (provision) ended with 1", ADDED, "-Desb.provision=false")),
                step(
                        "a service that is not ready in time",
                        what -> fails(what, "(esb.timeout)", ADDED + ",stuck", "-Desb.timeout=1")),
                step("SIGINT in the middle", this::isInterrupted),
                step("SIGKILL in the middle", this::isKilled),
                dynamicTest("it is the person's, who takes it down", this::isThePersons));
    }

    private interface Attempt {
        void make(String what) throws Exception;
    }

    private DynamicTest step(String what, Attempt attempt) {
        return dynamicTest(what, () -> {
            database.insert("row" + transcript.size());
            project.forgetEarlierBuilds();
            attempt.make(what);
            database.assertKept();
        });
    }

    private void succeeds(String what, String... options) throws Exception {
        try (Build build = up(options)) {
            int exitCode = build.end();
            note(what, exitCode);
            assertThat(exitCode).as(build.log()).isZero();
        }
    }

    private void fails(String what, String reason, String... options) throws Exception {
        List<String> before = onEngine();
        try (Build build = up(options)) {
            int exitCode = build.end();
            note(what, exitCode);
            assertThat(exitCode).as(build.log()).isEqualTo(1);
            assertThat(build.log())
                    .contains(reason, "The environment was there before, and stays; what this call added is removed");
        }
        assertThat(onEngine()).isEqualTo(before);
    }

    private void isInterrupted(String what) throws Exception {
        List<String> before = onEngine();
        try (Build build = up(ADDED + ",stuck")) {
            Moment.CONTAINERS_START.await(build, project);
            build.signal("INT", true);
            int exitCode = build.end();
            note(what, exitCode);
            assertThat(exitCode).as(build.log()).isEqualTo(130);
            assertThat(build.log())
                    .contains("esb: What was added to '%s' is removed; what was there before stays."
                            .formatted(project.env()));
        }
        assertThat(onEngine()).isEqualTo(before);
    }

    private void isKilled(String what) throws Exception {
        List<String> before = onEngine();
        try (Build build = up(ADDED + ",stuck")) {
            Moment.CONTAINERS_START.await(build, project);
            build.signal("KILL", true);
            assertThat(build.end()).as(build.log()).isEqualTo(137);
        }
        // Until its watchdog has ended.
        project.remains.await(PATIENCE);
        note(what, 137);
        assertThat(onEngine()).isEqualTo(before);
    }

    private void isThePersons() throws Exception {
        assertThat(project.goal("list", "-Desb.format=json", "--quiet"))
                .containsPattern("\"env\" *: *\"%s\"[^}]*\"process\" *: *null".formatted(project.env()));
        project.goal("down");
        assertNothingLeft(project);
    }

    private Build up(String... options) throws IOException {
        return project.startGoal(
                "up",
                Stream.concat(Stream.of(options), Stream.of(Database.FILE)).toArray(String[]::new));
    }

    /** All but the volumes in which changes of the owner are counted. */
    private List<String> onEngine() throws IOException, InterruptedException {
        return project.remains.onEngine().stream()
                .filter(resource -> !resource.startsWith("volume esb-owner-"))
                .sorted()
                .toList();
    }

    private void note(String what, int exitCode) throws IOException {
        transcript.add("%-40s exit code %3d, port %d, rows %s"
                .formatted(what, exitCode, database.port(), String.join(" ", database.rows())));
    }

    @AfterEach
    void print() {
        System.out.println(String.join("\n", transcript));
    }
}
