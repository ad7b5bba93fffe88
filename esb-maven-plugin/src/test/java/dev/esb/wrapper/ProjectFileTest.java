package dev.esb.wrapper;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.wrapper.ProjectFile.Execution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFileTest {
    @TempDir
    private Path directory;

    @Test
    void isReadAsItWasWritten() throws Exception {
        ProjectFile project = new ProjectFile(
                "1.2-SNAPSHOT",
                "modules/e2e tests",
                Optional.of("auto"),
                Optional.of("${user.home}/.cache/esb"),
                "build/out",
                List.of(new Execution("start", ""), new Execution("second", "bank")));

        assertThat(written(project)).contains(project);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C:\\Users\\me",
                "with blanks  inside",
                " with blanks around ",
                "a=b:c#d!e",
                "#comment",
                "\u00e9t\u00e9/\u65e5\u672c/\ud83d\ude00",
                "line\nbreak\tand\rmore",
                "${user.home}/.esb",
                "trailing\\",
                "",
            })
    void hasEveryTextAsItIs(String text) throws Exception {
        ProjectFile project = new ProjectFile(
                "1",
                text,
                Optional.of(text),
                Optional.of(text),
                "target" + text,
                List.of(new Execution("up:it", text)));

        assertThat(written(project)).contains(project);
    }

    /** The scripts read the version without knowing of the rest of the format. */
    @Test
    void hasTheVersionInALineThatTheScriptsRead() {
        assertThat(ProjectFile.withoutPom("1.2-beta+3_4").text().lines()).contains("version=1.2-beta+3_4");
    }

    @Test
    void hasNoLineForWhatIsNotConfigured() {
        assertThat(ProjectFile.withoutPom("1.2").text())
                .isEqualTo(
                        "# What ./esb has to know of the pom. 'mvn esb:wrapper' writes this file; commit it.\nversion=1.2\n");
    }

    @Test
    void canBeWrittenByHandInAnotherWay() throws Exception {
        Files.writeString(
                directory.resolve(ProjectFile.NAME), "version : 1.2 \nup = start , , second\nup.second.stack=b\n");

        assertThat(ProjectFile.in(directory))
                .contains(new ProjectFile(
                        "1.2",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        "target",
                        List.of(new Execution("start", ""), new Execution("second", "b"))));
    }

    @Test
    void isNoneWhereItIsMissing() {
        assertThat(ProjectFile.in(directory)).isEmpty();
        assertThat(ProjectFile.in(directory.resolve("missing"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "env=a\n", "version=\n", "version= \n"})
    void hasToNameAVersion(String text) throws Exception {
        Path file = Files.writeString(directory.resolve(ProjectFile.NAME), text);

        assertThatThrownBy(() -> ProjectFile.in(directory))
                .isInstanceOf(EsbException.class)
                .hasMessage(
                        "'%s' does not say which version of the plugin it is for. 'mvn esb:wrapper' writes it anew.",
                        file);
    }

    @Test
    void isRefusedWhereItIsNoTextInUtf8() throws Exception {
        Path file = Files.write(directory.resolve(ProjectFile.NAME), "version=1\nenv=\u00e9\n".getBytes(ISO_8859_1));

        assertThatThrownBy(() -> ProjectFile.in(directory))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("'%s' cannot be read: ", file)
                .hasMessageEndingWith(" 'mvn esb:wrapper' writes it anew.");
    }

    @Test
    void isRefusedWhereItHasAnEscapeThatIsNone() throws Exception {
        Path file = Files.writeString(directory.resolve(ProjectFile.NAME), "version=1\nhome=C:\\users\n");

        assertThatThrownBy(() -> ProjectFile.in(directory))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("'%s' cannot be read: ", file);
    }

    @Test
    void isRefusedWhereItIsADirectory() throws Exception {
        Path file = Files.createDirectory(directory.resolve(ProjectFile.NAME));

        assertThatThrownBy(() -> ProjectFile.in(directory))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("'%s' cannot be read: ", file);
    }

    private Optional<ProjectFile> written(ProjectFile project) throws Exception {
        Files.writeString(directory.resolve(ProjectFile.NAME), project.text());
        return ProjectFile.in(directory);
    }
}
