package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.RecordedMessages;
import dev.esb.wrapper.ProjectFile;
import dev.esb.wrapper.WrapperFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StaleWrapperTest {
    @TempDir
    private Path directory;

    private final RecordedMessages messages = new RecordedMessages();
    private Path top;
    private Path module;

    @BeforeEach
    void makeModule() throws Exception {
        top = directory.toRealPath();
        // Which makes it the top of the project.
        Files.createDirectory(top.resolve(".mvn"));
        module = Files.createDirectory(top.resolve("e2e"));
    }

    @Test
    void isNoneWhereTheFileIsWhatThePomSays() {
        write(module, pom("e2e-1"));

        warn(pom("e2e-1"), "1.2");

        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void isNoneWithoutAFile() {
        warn(pom("e2e-1"), "1.2");

        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void isSaidWithBothValues() {
        write(module, pom("e2e-1"));

        warn(pom("e2e-2"), "1.2");

        assertThat(messages.warnings)
                .containsExactly(
                        "'%s' is not what the pom says any more (env: 'e2e-1' in the file, 'e2e-2' in the pom). 'mvn esb:wrapper' writes it anew"
                                .formatted(module.resolve(ProjectFile.NAME)));
    }

    @Test
    void isSaidOfTheFileAtTheTopOfTheProject() {
        write(top, pom("e2e-1"));

        warn(pom("e2e-2"), "1.2");

        assertThat(messages.warnings).singleElement().asString().startsWith("'" + top.resolve(ProjectFile.NAME));
    }

    @Test
    void isNotSaidOfAFileThatIsAboutAnotherModule() throws Exception {
        write(top, new WrittenPom(Files.createDirectory(top.resolve("other"))).plugin("env", "other"));

        warn(pom("e2e-2"), "1.2");

        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void isNotSaidOfAFileAboveTheCheckout() throws Exception {
        write(top, pom("e2e-1"));
        Files.createDirectory(module.resolve(".mvn"));
        Files.delete(top.resolve(".mvn"));

        warn(pom("e2e-2"), "1.2");

        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void isNoErrorOfMavenWhereTheFileCannotBeRead() throws Exception {
        Files.writeString(module.resolve(ProjectFile.NAME), "env=e2e-1\n");

        warn(pom("e2e-1"), "1.2");

        assertThat(messages.warnings)
                .singleElement()
                .asString()
                .contains("does not say which version of the plugin it is for");
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(
                        "env: 'e2e-1' in the file, none in the pom", new String[] {"home", "/var/esb"}, "start", "1.2"),
                Arguments.of(
                        "home: '/var/esb' in the file, '/srv/esb' in the pom",
                        new String[] {"env", "e2e-1", "home", "/srv/esb"},
                        "start",
                        "1.2"),
                Arguments.of(
                        "executions of up: 'start of shop' in the file, 'begin of shop' in the pom",
                        new String[] {"env", "e2e-1", "home", "/var/esb"},
                        "begin",
                        "1.2"),
                Arguments.of(
                        "version: '1.2' in the file, '1.3' in the pom",
                        new String[] {"env", "e2e-1", "home", "/var/esb"},
                        "start",
                        "1.3"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void isEachOfTheValues(String difference, String[] configuration, String execution, String version) {
        write(module, pomWith("start", "env", "e2e-1", "home", "/var/esb"));

        warn(pomWith(execution, configuration), version);

        assertThat(messages.warnings).singleElement().asString().contains("(" + difference + ")");
    }

    @Test
    void isAnotherBuildDirectory() {
        write(module, pom("e2e-1"));
        WrittenPom changed = pom("e2e-1");
        changed.project().getBuild().setDirectory(module.resolve("build").toString());

        warn(changed, "1.2");

        assertThat(messages.warnings)
                .singleElement()
                .asString()
                .contains("(target: 'target' in the file, 'build' in the pom)");
    }

    private WrittenPom pom(String env) {
        return pomWith("start", "env", env);
    }

    private WrittenPom pomWith(String execution, String... configuration) {
        return new WrittenPom(module).plugin(configuration).execution(execution, List.of("up"), "stack", "shop");
    }

    private static void write(Path directory, WrittenPom pom) {
        WrapperFiles.write(directory, settings(pom, "1.2").committedTo(directory));
    }

    private void warn(WrittenPom pom, String version) {
        StaleWrapper.warn(settings(pom, version), messages);
    }

    private static PomSettings settings(WrittenPom pom, String version) {
        return new PomSettings(pom.project(), WrittenPom.PLUGIN, version);
    }
}
