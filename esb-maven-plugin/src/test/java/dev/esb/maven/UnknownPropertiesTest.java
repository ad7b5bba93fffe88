package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownPropertiesTest {
    @TempDir
    private Path directory;

    private final MavenSession session = Sessions.start();
    private final MavenProject project = new MavenProject();

    @ParameterizedTest
    @CsvSource({
        "esb.evn, esb.env",
        "esb.portz, esb.ports",
        "esb.port, esb.ports",
        "esb.profile, esb.profiles",
        "esb.stoptimeout, esb.stopTimeout",
        "esb.stop-timeout, esb.stopTimeout",
        "esb.lockwait, esb.lockWait",
        "esb.environment, esb.environment.NAME",
        "esb.envrionment.LOG_LEVEL, esb.environment.LOG_LEVEL",
    })
    void areWarnedOfWithTheNearestName(String given, String nearest) throws Exception {
        GoalCall call = call(given);

        call.run();

        assertThat(call.warnings)
                .containsExactly("No goal of this plugin knows the property '%s'. Did you mean -D%s ?"
                        .formatted(given, nearest));
    }

    @Test
    void haveNoSuggestionWhereNoNameIsNear() throws Exception {
        GoalCall call = call("esb.gateway");

        call.run();

        assertThat(call.warnings)
                .containsExactly("No goal of this plugin knows the property 'esb.gateway'."
                        + " 'mvn esb:help -Ddetail' lists those that there are.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "esb.env",
                "esb.tail", // of another goal
                "esb.environment.LOG_LEVEL",
                "esb.project",
                "esb.slot",
                "esb.host",
                "esb.port.web.80",
                "esb.certs.ca",
                "esbenv",
                "other"
            })
    void areNotThoseThatTheGoalsKnowOrHandOn(String property) throws Exception {
        GoalCall call = call(property);

        call.run();

        assertThat(call.warnings).isEmpty();
    }

    @Test
    void areNotThoseOfThePom() throws Exception {
        project.getProperties().setProperty("esb.version", "1.0");
        GoalCall call = call("esb.version");

        call.run();

        assertThat(call.warnings).isEmpty();
    }

    @Test
    void areWarnedOfOnceInABuild() throws Exception {
        call("esb.evn").run();
        GoalCall second = call("esb.evn");

        second.run();

        assertThat(second.warnings).isEmpty();
    }

    @Test
    void areAnErrorWhereTheCommandLineIsStrict() {
        session.getUserProperties().setProperty("esb.strict", "true");

        assertThatThrownBy(call("esb.evn")::run)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("No goal of this plugin knows the property 'esb.evn'. Did you mean -Desb.env ?");
    }

    @Test
    void areAnErrorWhereThePomIsStrict() throws Exception {
        session.getUserProperties().setProperty("esb.evn", "e2e-1");
        GoalCall up = new GoalCall("up", directory, session, project)
                .with("skip", "true")
                .with("strict", "true");

        assertThatThrownBy(up::run).isInstanceOf(MojoFailureException.class).hasMessageContaining("esb.evn");
    }

    @Test
    void areSaidTogether() throws Exception {
        session.getUserProperties().setProperty("esb.portz", "offset");

        GoalCall call = call("esb.evn");
        call.run();

        assertThat(call.warnings).hasSize(2);
    }

    /** A goal that does nothing more. */
    private GoalCall call(String property) {
        session.getUserProperties().setProperty(property, "1");
        try {
            return new GoalCall("down", directory, session, project).with("skip", "true");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
