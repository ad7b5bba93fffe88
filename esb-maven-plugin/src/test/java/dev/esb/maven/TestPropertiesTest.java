package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.lifecycle.Results;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestPropertiesTest {
    private static final Map<String, String> RESULTS = Map.of("esb.env", "e2e-1", "esb.port.gateway.443", "20016");

    @TempDir
    private Path directory;

    private final MavenSession session = Sessions.start();
    private final MavenProject project = new MavenProject();
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void makeProject() {
        project.setFile(directory.resolve("pom.xml").toFile());
        project.getBuild().setDirectory(directory.resolve("target").toString());
        session.setProjects(List.of(project));
    }

    @Test
    void areProjectPropertiesForLaterPlugins() {
        hand(RESULTS);

        assertThat(project.getProperties()).containsAllEntriesOf(RESULTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"failsafe", "surefire"})
    void reachTheTestsInAFile(String plugin) throws IOException {
        hand(RESULTS);

        assertThat(file(plugin)).isEqualTo(directory.resolve("target/esb/%s.properties".formatted(plugin)));
        assertThat(read(plugin))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("esb.env", "e2e-1", "esb.name", "e2e-1", "esb.port.gateway.443", "20016"));
    }

    @Test
    void reachTheTestsWithEveryLetterOfAPath() throws IOException {
        hand(Map.of("esb.env", "e2e-1", "esb.certs.ca", "C:\\Jürgen\\王"));

        assertThat(read("failsafe")).containsEntry("esb.certs.ca", "C:\\Jürgen\\王");
    }

    @Test
    void comeBesideThoseOfAFileThatThePomNames() throws IOException {
        Files.writeString(directory.resolve("own.properties"), "own=1\nesb.env=written by hand\n");
        project.getProperties().setProperty("failsafe.systemPropertiesFile", "own.properties");

        hand(RESULTS);

        assertThat(read("failsafe"))
                .containsEntry("own", "1")
                .containsEntry("esb.env", "e2e-1")
                .containsEntry("esb.port.gateway.443", "20016");
        assertThat(read("surefire")).doesNotContainKey("own");
        assertThat(directory.resolve("own.properties")).hasContent("own=1\nesb.env=written by hand\n");
    }

    @Test
    void comeBesideThoseOfAnotherStackOfTheModule() throws IOException {
        hand(RESULTS);
        hand(Map.of("esb.env", "e2e-1", "esb.port.payments.8080", "20032"));

        assertThat(read("failsafe"))
                .containsEntry("esb.port.gateway.443", "20016")
                .containsEntry("esb.port.payments.8080", "20032");
    }

    @Test
    void areNotThoseOfAnotherStackByTheSameNameWithoutAWord() {
        hand(Map.of("esb.env", "a", "esb.project", "esb-a-one", "esb.port.web.80", "20016", "esb.port.db.1", "20017"));
        hand(Map.of("esb.env", "a", "esb.project", "esb-a-one", "esb.port.web.80", "20018"));
        assertThat(warnings).isEmpty();

        hand(Map.of(
                "esb.env", "a", "esb.project", "esb-a-two", "esb.port.web.80", "20032", "esb.port.cache.1", "20033"));

        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith(
                        "Tests of this module get the ports of 'esb-a-two' and no longer those of 'esb-a-one' by these"
                                + " names: esb.port.web.80. ");
    }

    @Test
    void nameTheFileOfThePomThatIsNotThere() {
        project.getProperties().setProperty("failsafe.systemPropertiesFile", "own.properties");

        assertThatThrownBy(() -> hand(RESULTS))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("The file '%s' (systemPropertiesFile) cannot be read"
                        .formatted(directory.resolve("own.properties")));
    }

    @Test
    void sayTheNameThatIsInUseWhereTheCommandLineWritesItInAnotherWay() throws IOException {
        session.getUserProperties().setProperty("esb.env", "E2E-1");

        hand(RESULTS);

        assertThat(session.getUserProperties()).containsEntry("esb.env", "e2e-1");
        // Failsafe passes it on itself, and warns of what comes twice.
        assertThat(read("failsafe")).containsOnlyKeys("esb.name", "esb.port.gateway.443");
    }

    @Test
    void leaveTheCommandLineOfOtherModulesAsItIs() throws IOException {
        session.setProjects(List.of(project, new MavenProject()));
        session.getUserProperties().setProperty("esb.env", "E2E-1");

        hand(RESULTS);

        assertThat(session.getUserProperties()).containsExactly(Map.entry("esb.env", "E2E-1"));
        assertThat(read("failsafe")).containsEntry("esb.name", "e2e-1");
    }

    @Test
    void addNothingToTheCommandLineWhereItNamesNoEnvironment() {
        hand(RESULTS);

        assertThat(session.getUserProperties()).isEmpty();
    }

    @Test
    void leaveWhatTheCommandLineSaysToTheCommandLine() throws IOException {
        session.getUserProperties().setProperty("esb.port.gateway.443", "1");

        hand(RESULTS);

        assertThat(read("failsafe")).containsOnlyKeys("esb.env", "esb.name");
    }

    @Test
    void stayApartForModulesThatRunAtTheSameTime() throws IOException {
        hand(RESULTS);
        MavenProject other = new MavenProject();
        other.setFile(directory.resolve("other/pom.xml").toFile());
        other.getBuild().setDirectory(directory.resolve("other/target").toString());

        new TestProperties(other, session, new WarningLog()).hand(new Results(Map.of("esb.env", "e2e-2")));

        assertThat(read("failsafe")).containsEntry("esb.env", "e2e-1");
        assertThat(other.getProperties().getProperty("failsafe.systemPropertiesFile"))
                .isEqualTo(directory
                        .resolve("other/target/esb/failsafe.properties")
                        .toString());
    }

    @Test
    void warnWhereFailsafeIsConfiguredWithAFileOfItsOwn() {
        FailsafePlugin.add(project, "3.5.4")
                .setConfiguration(FailsafePlugin.configuration("systemPropertiesFile", "own.properties"));

        hand(RESULTS);

        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("Failsafe is configured with a systemPropertiesFile of its own")
                .contains("failsafe.systemPropertiesFile");
    }

    @Test
    void warnWhereAnExecutionOfFailsafeHasAFileOfItsOwn() {
        FailsafePlugin.execute(FailsafePlugin.add(project, "3.5.4"), "systemPropertiesFile", "own.properties");

        hand(RESULTS);

        assertThat(warnings).hasSize(1);
    }

    @Test
    void warnWhereFailsafeIsTooOld() {
        FailsafePlugin.add(project, "2.22.2");

        hand(RESULTS);

        assertThat(warnings).singleElement().asString().startsWith("Failsafe 2.22.2 is too old");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.0-M1", "3.0.0-M9", "3.5.4", "3.10.0", "4.0.0"})
    void warnOfNothingWhereFailsafeWillReadThem(String version) {
        FailsafePlugin.add(project, version);

        hand(RESULTS);

        assertThat(warnings).isEmpty();
    }

    private void hand(Map<String, String> results) {
        new TestProperties(project, session, new WarningLog()).hand(new Results(results));
    }

    private Path file(String plugin) {
        return Path.of(project.getProperties().getProperty(plugin + ".systemPropertiesFile"));
    }

    private Map<Object, Object> read(String plugin) throws IOException {
        Properties properties = new Properties();
        // As Surefire does it.
        try (InputStream input = Files.newInputStream(file(plugin))) {
            properties.load(input);
        }
        return properties;
    }

    private final class WarningLog extends SystemStreamLog {
        @Override
        public void warn(CharSequence line) {
            warnings.add(line.toString());
        }
    }
}
