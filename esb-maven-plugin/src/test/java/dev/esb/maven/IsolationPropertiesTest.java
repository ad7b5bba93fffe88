package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolationPropertiesTest {
    @TempDir
    private Path directory;

    private final MavenSession session = Sessions.start();
    private GoalCall render;

    @BeforeEach
    void makeGoal() throws Exception {
        render = new GoalCall("render", directory, session, new MavenProject());
    }

    @Test
    void haveNoEffectInTheDefaultEnvironmentWhichIsSaid() {
        session.getUserProperties().setProperty("esb.index", "3");
        session.getUserProperties().setProperty("esb.bind", "0.0.0.0");

        run(render.with("index", "3").with("bind", "0.0.0.0"));

        assertThat(render.warnings)
                .containsExactly(
                        "In the environment 'default' the stack runs as it is written, without effect of esb.index,"
                                + " esb.bind. Name another one: -Desb.env=NAME");
    }

    @Test
    void haveAnEffectInEveryOther() {
        session.getUserProperties().setProperty("esb.index", "3");

        run(render.with("index", "3").with("env", "e2e-1"));

        assertThat(render.warnings).isEmpty();
    }

    @Test
    void areForOtherEnvironmentsWhereThePomHasThem() {
        run(render.with("index", "3"));

        assertThat(render.warnings).isEmpty();
    }

    /** There is no stack to render. */
    private static void run(GoalCall call) {
        assertThatThrownBy(call::run).hasMessageContaining("There is no Compose file");
    }
}
