package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorMojoTest {
    /** With or without an engine. */
    @Test
    void theGoalFailsWhereAFileIsInPlaceOfTheHome(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        GoalCall call = new GoalCall("doctor", directory, Sessions.start(), new MavenProject());

        assertThatThrownBy(call.with("home", file.toString())::run)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageMatching(
                        "This machine cannot run every environment \\(\\d errors?, .* warnings?\\)\\. Do what the advice says, and run 'mvn esb:doctor' again\\.");
    }
}
