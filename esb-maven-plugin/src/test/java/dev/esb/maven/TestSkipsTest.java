package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Properties;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestSkipsTest {
    private final Properties commandLine = new Properties();
    private final MavenProject project = new MavenProject();

    @ParameterizedTest
    @ValueSource(strings = {"skipITs", "skipTests", "maven.test.skip"})
    void sayWhichPropertySkipsTheTests(String property) {
        commandLine.setProperty(property, "true");

        assertThat(reason()).isEqualTo(property);
    }

    @Test
    void takeAPropertyOfThePom() {
        project.getProperties().setProperty("skipITs", "true");

        assertThat(reason()).isEqualTo("skipITs");
    }

    @Test
    void areNoneWhenTestsRun() {
        project.getProperties().setProperty("skipITs", "true");
        commandLine.setProperty("skipITs", "false");
        execution(failsafe("3.6.1"), "skipTests", "${skipTests}");

        assertThat(reason()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3.5.6, skipTests", "3.6.0-M1, skipTests", "3.6.0, ''", "3.10.0, ''", "4.0.0, ''"})
    void areThoseThatFailsafeHeeds(String version, String expected) {
        failsafe(version);
        commandLine.setProperty("skipTests", "true");

        assertThat(reason()).isEqualTo(expected);

        commandLine.setProperty("skipITs", "true");
        assertThat(reason()).isEqualTo("skipITs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "skipITs", "skipTests"})
    void areInTheConfigurationOfFailsafe(String parameter) {
        Plugin failsafe = failsafe("3.6.1");
        execution(failsafe, parameter, "true");

        assertThat(reason()).isEqualTo(parameter + " of Failsafe");
    }

    @Test
    void areNoneWhereOneExecutionRunsTests() {
        Plugin failsafe = failsafe("3.6.1");
        execution(failsafe, "skipTests", "true");
        execution(failsafe, "skipTests", "false");

        assertThat(reason()).isEmpty();
    }

    private String reason() {
        return TestSkips.reason(commandLine, project);
    }

    private Plugin failsafe(String version) {
        return FailsafePlugin.add(project, version);
    }

    private static void execution(Plugin plugin, String parameter, String value) {
        FailsafePlugin.execute(plugin, parameter, value).setGoals(List.of("integration-test", "verify"));
    }
}
