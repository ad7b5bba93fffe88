package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.wrapper.ProjectFile;
import dev.esb.wrapper.ProjectFile.Execution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PomSettingsTest {
    @TempDir
    private Path directory;

    private Path top;
    private WrittenPom pom;

    @BeforeEach
    void makeModule() throws Exception {
        top = directory.toRealPath();
        pom = new WrittenPom(Files.createDirectories(top.resolve("modules/e2e")));
    }

    @Test
    void areNoneOfAModuleWithoutThePlugin() {
        assertThat(settings(new MavenProject()).hasStack()).isFalse();
    }

    @Test
    void areNoneOfAModuleThatOnlyTakesEnvironmentsDown() {
        pom.execution("end", List.of("down"));

        assertThat(settings().hasStack()).isFalse();
    }

    @Test
    void haveTheModuleAsSeenFromTheFile() {
        pom.execution("start", List.of("up", "down"));

        assertThat(settings().hasStack()).isTrue();
        assertThat(settings().committedTo(top).module()).isEqualTo("modules/e2e");
        assertThat(settings().committedTo(top.resolve("modules/e2e")).module()).isEmpty();
        assertThat(settings().committedTo(top.resolve("tools")).module()).isEqualTo("../modules/e2e");
    }

    @Test
    void haveTheVersionOfThePluginThatRuns() {
        assertThat(settings().committedTo(top).version()).isEqualTo("1.2");
    }

    @Test
    void haveTheBuildDirectoryAsSeenFromTheModule() {
        assertThat(settings().committedTo(top).target()).isEqualTo("target");

        pom.project().getBuild().setDirectory(top.resolve("build/e2e").toString());

        assertThat(settings().committedTo(top).target()).isEqualTo("../../build/e2e");
    }

    @Test
    void haveTheExecutionsOfUpInTheirOrderWithTheirStacks() {
        pom.execution("first", List.of("up", "down"), "stack", "shop");
        pom.execution("checked", List.of("check"), "stack", "none");
        pom.execution("second", List.of("down", "up"));

        assertThat(settings().committedTo(top).executions())
                .containsExactly(new Execution("first", "shop"), new Execution("second", ""));
    }

    @Test
    void haveWhatThePluginIsConfiguredWith() {
        pom.plugin("env", " auto ", "home", "/var/esb");

        assertThat(file().env()).contains("auto");
        assertThat(file().home()).contains("/var/esb");
    }

    @Test
    void haveWhatAnExecutionIsConfiguredWith() {
        pom.plugin("env", "of-plugin");
        pom.execution("start", List.of("up"), "env", "of-execution");

        assertThat(file().env()).contains("of-execution");
    }

    @Test
    void haveNothingOfTheConfigurationOfAnotherGoal() {
        pom.execution("checked", List.of("check"), "env", "of-check");
        pom.execution("start", List.of("up"));

        assertThat(file().env()).isEmpty();
    }

    @Test
    void haveNoneWhereThePomHasNone() {
        pom.plugin("env", "");
        pom.execution("start", List.of("up"));

        assertThat(file().env()).isEmpty();
        assertThat(file().home()).isEmpty();
    }

    /** It has another value for each user, or in each build. */
    @ParameterizedTest
    @CsvSource({"${env.USER}, me", "e2e-${build.number}, e2e-17"})
    void haveNoNameFromAnExpression(String written, String value) {
        pom.plugin("env", value);
        pom.written("env", written);
        pom.execution("start", List.of("up"));

        assertThat(file().env()).isEmpty();
    }

    @Test
    void haveNoNameFromAnExpressionOfTheParentsPom() {
        pom.plugin("env", "me");
        pom.writtenByParent("env", "${user.name}");

        assertThat(file().env()).isEmpty();
    }

    @Test
    void haveTheNameThatTheParentsPomFixes() {
        pom.plugin("env", "shared");
        pom.writtenByParent("env", "shared");

        assertThat(file().env()).contains("shared");
    }

    /** The file is committed, and the home directory of each user is another one. */
    @Test
    void haveADirectoryInTheHomeOfTheUserByItsExpression() {
        pom.plugin("home", "/home/me/.cache/esb");
        pom.written("home", "${user.home}/.cache/esb");

        assertThat(file().home()).contains("${user.home}/.cache/esb");
    }

    @ParameterizedTest
    @CsvSource({"${user.home}/${project.artifactId}", "${project.basedir}/.esb", "/tmp/${user.home}"})
    void haveNoDirectoryFromOtherExpressions(String written) {
        pom.plugin("home", "/home/me/e2e");
        pom.written("home", written);

        assertThat(file().home()).isEmpty();
    }

    private ProjectFile file() {
        return settings().committedTo(top);
    }

    private PomSettings settings() {
        return settings(pom.project());
    }

    private static PomSettings settings(MavenProject project) {
        return new PomSettings(project, WrittenPom.PLUGIN, "1.2");
    }
}
