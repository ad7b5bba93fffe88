package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.AbstractMojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goals that are about the engine or this machine, in a build with several modules. */
class OncePerBuildTest {
    @TempDir
    private Path directory;

    private final MavenSession session = Sessions.start();
    private final MavenProject root = project("root");
    private final MavenProject module = project("module");

    @BeforeEach
    void startBuild() {
        root.setExecutionRoot(true);
        session.setProjects(List.of(root, module));
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "prune", "doctor"})
    void doNothingInAnyOtherModuleThanTheFirst(String goal) throws Exception {
        assertThat(dockerCommands(goal, module)).isEmpty();
    }

    /** Of the three, this goal changes nothing on an engine that is there. */
    @Test
    void runInTheFirstModule() throws Exception {
        assertThat(dockerCommands("doctor", root)).isNotEmpty();
    }

    private List<String> dockerCommands(String goal, MavenProject in) throws Exception {
        GoalCall call = new GoalCall(goal, directory, session, in);
        try {
            call.run();
        } catch (AbstractMojoExecutionException e) {
            // Where there is no Docker, the goal says so.
            assertThat(e).hasMessageContaining("error");
        }
        return call.debugLines.stream()
                .filter(line -> line.startsWith("docker"))
                .toList();
    }

    private static MavenProject project(String name) {
        Model model = new Model();
        model.setGroupId("shop");
        model.setArtifactId(name);
        model.setVersion("1");
        return new MavenProject(model);
    }
}
