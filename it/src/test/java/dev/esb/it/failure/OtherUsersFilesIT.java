package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Files that containers write as other users into directories of the environment. Only as an ordinary account does the suite show that
 * they go through the engine: root may remove them itself.
 */
@Tag("files")
class OtherUsersFilesIT extends FailureTest {
    private static final String STACK = "-Desb.files=other-users.yml";

    /** With what the tests of a build ask. */
    private static final String WHOLE_STACK = "-Desb.files=compose.yml,other-users.yml";

    /** What a {@code docker} command does that cannot run containers by itself. */
    private static final String REFUSES_TO_RUN = """
            #!/bin/sh
            if [ "$1" = run ]; then
              echo "docker: Error response from daemon: not on this engine." >&2
              exit 125
            fi
            PATH=${PATH#*:}
            exec docker "$@"
            """;

    @Test
    void goWithTheBuild() throws Exception {
        Project project = projectOnItsOwnMachine("files");
        try (Build build = project.start("verify", WHOLE_STACK)) {
            assertThat(build.end()).as(build.log()).isZero();
            assertThat(build.log()).doesNotContain("could not be");
        }
        assertNothingLeftAtOnce(project);
    }

    @Tag("long")
    @Test
    void goWithAKilledBuild() throws Exception {
        Project project = projectOnItsOwnMachine("files");
        try (Build build = project.start("verify", "-Dtests=wait", WHOLE_STACK)) {
            build.await(
                    "the start of the tests",
                    () -> Files.exists(project.directory.resolve("target/tests-are-running")));
            build.signal("KILL", true);
            build.end();
        }
        assertNothingLeft(project);
    }

    @Tag("long")
    @Test
    void areNeverThoseOfTheNextEnvironment() throws Exception {
        Project project = projectWithHome();
        project.goal("up", STACK);
        // On the environment that is there, where what it has made its own is closed to this user.
        project.goal("up", STACK);
        // All of it but its directories.
        project.remains.remove();
        assertThat(project.remains.onDisk()).isNotEmpty();

        project.goal("up", STACK);

        project.goal("down");
        assertNothingLeftAtOnce(project);
    }

    @Test
    void goWithPrune() throws Exception {
        Project project = projectWithHome();
        project.goal("up", STACK);
        project.remains.remove();
        assertThat(project.remains.onDisk()).isNotEmpty();

        project.goal("prune", "-Desb.prune=true");

        assertNothingLeftAtOnce(project);
    }

    @Test
    @DisabledIfSystemProperty(named = "user.name", matches = "root", disabledReason = "root may remove all files")
    void areNeverThoseOfTheNextEnvironmentWhereTheEngineCannotRemoveThemEither() throws Exception {
        Project project = projectWithHome();
        project.goal("up", STACK);
        Project refused = project.withFirstOnPath(program("docker", REFUSES_TO_RUN));

        String said = refused.failedGoal("down");

        assertThat(said)
                .contains("is down, but not all of its files are removed", "not on this engine.", "sudo rm -rf '");
        assertThat(project.remains.onEngine()).isEmpty();
        assertThat(project.remains.onDisk())
                .contains("directory " + project.remains.sockets().resolve(project.env()))
                .doesNotContain("directory " + project.remains.home().resolve(project.env()));
        // Nothing in it can be seen, so it could as well be of another engine.
        assertThat(refused.failedGoal("up", STACK)).contains("would begin with what is in", "sudo rm -rf '");
        assertThat(project.remains.onEngine()).isEmpty();

        assertThat(project.goal("up", STACK)).contains("is up after");
        project.goal("down");
        assertNothingLeftAtOnce(project);
        // What is not there any more is no reason to fail.
        assertThat(project.goal("down")).contains("nothing to take down");
    }

    private Project projectWithHome() throws Exception {
        return project("files").withHome(emptyDirectory());
    }

    private Path program(String name, String text) throws Exception {
        Path directory = emptyDirectory();
        Path program = Files.writeString(directory.resolve(name), text);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return directory;
    }
}
