package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InnerOptionsTest {
    private final DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();

    private List<String> options() {
        return InnerOptions.of(request);
    }

    @Test
    void aPlainBuildHasNone() {
        assertThat(options()).isEmpty();
    }

    @Test
    void areThoseOfTheOuterBuild(@TempDir Path directory) throws IOException {
        Path pom = Files.createFile(directory.resolve("pom.xml"));
        Path settings = Files.createFile(directory.resolve("settings.xml"));
        request.setPom(pom.toFile())
                .setUserSettingsFile(settings.toFile())
                .setUserToolchainsFile(directory.resolve("none.xml").toFile())
                .setSelectedProjects(List.of("a"))
                .setExcludedProjects(List.of("b"))
                .setActiveProfiles(List.of("fast"))
                .setInactiveProfiles(List.of("slow"))
                .setMakeBehavior(MavenExecutionRequest.REACTOR_MAKE_UPSTREAM)
                .setOffline(true)
                .setShowErrors(true)
                .setLoggingLevel(MavenExecutionRequest.LOGGING_LEVEL_DEBUG)
                .setReactorFailureBehavior(MavenExecutionRequest.REACTOR_FAIL_AT_END);

        assertThat(options())
                .containsExactly(
                        "--file",
                        pom.toString(),
                        "--settings",
                        settings.toString(),
                        "--projects",
                        "a,!b",
                        "--also-make",
                        "--offline",
                        "--errors",
                        "-X",
                        "--fail-at-end",
                        "--activate-profiles",
                        "fast,!slow");
    }

    @Test
    void aProfileThatIsNotThereIsNoErrorInMaven4Either() {
        Properties system = new Properties();
        system.setProperty("maven.version", "4.0.0-rc-6");
        request.setSystemProperties(system).setActiveProfiles(List.of("fast")).setInactiveProfiles(List.of("slow"));

        assertThat(options()).containsExactly("--activate-profiles", "?fast,!?slow");
    }

    @Test
    void haveThePropertiesButThoseOfTheMatrix() {
        Properties properties = new Properties();
        properties.setProperty("maven.repo.local", "/repo");
        properties.setProperty("esb.keep", "onFailure");
        properties.setProperty("esb.environment.LEVEL", "debug");
        properties.setProperty("esb.env", "auto");
        properties.setProperty("esb.matrix", "a,b");
        properties.setProperty("esb.axes.V", "1,2");
        properties.setProperty("esb.phases", "verify");
        properties.setProperty("esb.parallel", "2");
        properties.setProperty("session.topDirectory", "/shop");
        request.setUserProperties(properties);

        assertThat(options())
                .containsExactly("-Desb.environment.LEVEL=debug", "-Desb.keep=onFailure", "-Dmaven.repo.local=/repo");
    }

    /** A password in a file stays out of the command line, which other users of the machine can read. */
    @Test
    void leaveOutWhatTheInnerMavenReadsInTheFilesOfTheProject(@TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve(".mvn"));
        Files.writeString(directory.resolve(".mvn/maven.config"), "-Dtoken=secret\n-Dother=1\n");
        Files.writeString(directory.resolve(".mvn/maven-user.properties"), "key = hidden\n");
        Properties properties = new Properties();
        properties.setProperty("token", "secret");
        properties.setProperty("key", "hidden");
        // Another value on the command line.
        properties.setProperty("other", "2");
        request.setUserProperties(properties).setMultiModuleProjectDirectory(directory.toFile());

        assertThat(options()).containsExactly("-Dother=2");
    }
}
