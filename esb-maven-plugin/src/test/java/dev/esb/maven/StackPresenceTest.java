package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.BuildBase;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules without a Compose file, in which goals are bound. */
class StackPresenceTest {
    private static final String INHERITED = "this module has no Compose file, and the plugin from its parent's pom";

    @TempDir
    private Path directory;

    private final MavenSession session = Sessions.start();
    private final MavenProject project = new MavenProject();
    private final Model own = new Model();

    @BeforeEach
    void makeModule() {
        project.setFile(directory.resolve("pom.xml").toFile());
        project.getBuild().setDirectory(directory.resolve("target").toString());
        project.setOriginalModel(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "render", "check"})
    void isSkippedWhereThePluginComesFromTheParent(String goal) throws Exception {
        GoalCall call = bound(goal);

        call.run();

        assertThat(call.infos).containsExactly("Skipped (" + INHERITED + ")");
    }

    @Test
    void isSkippedByDownAsWellForItMayBeAnotherModulesEnvironment() throws Exception {
        GoalCall up = bound("up");
        up.run();
        GoalCall down = bound("down").after(up);

        down.run();

        assertThat(down.infos).containsExactly("Skipped (" + INHERITED + ")");
        assertThat(down.debugLines).isEmpty();
    }

    @Test
    void isSkippedWhereItIsAnAggregator() throws Exception {
        project.getModel().addModule("web");
        own.setBuild(build(new Build()));
        GoalCall call = bound("up");

        call.run();

        assertThat(call.infos).containsExactly("Skipped (an aggregator without a Compose file)");
    }

    @Test
    void isAnErrorWhereTheModuleHasThePluginItself() {
        own.setBuild(build(new Build()));

        assertThatThrownBy(bound("render")::run)
                .hasMessageContaining("There is no Compose file in '%s'".formatted(directory));
    }

    @Test
    void isAnErrorWhereTheModuleConfiguresThePluginItself() {
        Build build = new Build();
        build.setPluginManagement(new PluginManagement());
        build.getPluginManagement().addPlugin(plugin());
        own.setBuild(build);

        assertThatThrownBy(bound("render")::run).hasMessageContaining("There is no Compose file");
    }

    @Test
    void isAnErrorWhereAnActiveProfileOfTheModuleHasThePlugin() {
        Profile profile = new Profile();
        profile.setBuild(build(new BuildBase()));
        project.setActiveProfiles(List.of(profile));

        assertThatThrownBy(bound("render")::run).hasMessageContaining("There is no Compose file");
    }

    @Test
    void isAnErrorWhereAFileIsNamed() {
        assertThatThrownBy(bound("render").with("files", "e2e.yml")::run)
                .hasMessageContaining(
                        "The Compose file '%s' (esb.files) is not there".formatted(directory.resolve("e2e.yml")));
    }

    @Test
    void isAnErrorWhereTheUserNamesTheGoal() {
        assertThatThrownBy(call("render")::run).hasMessageContaining("There is no Compose file");
    }

    @Test
    void isNotSaidWhereThereIsAComposeFile() throws Exception {
        Files.writeString(directory.resolve("compose.yml"), "services: {}\n");
        session.getUserProperties().setProperty("skipITs", "true");
        GoalCall call = bound("up");

        call.run();

        assertThat(call.infos).containsExactly("Skipped (skipITs)");
    }

    private GoalCall bound(String goal) {
        return call(goal).boundTo("verify");
    }

    private GoalCall call(String goal) {
        try {
            return new GoalCall(goal, directory, session, project);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static <T extends BuildBase> T build(T build) {
        build.addPlugin(plugin());
        return build;
    }

    private static Plugin plugin() {
        Plugin plugin = new Plugin();
        plugin.setGroupId("dev.esb");
        plugin.setArtifactId("esb-maven-plugin");
        return plugin;
    }
}
