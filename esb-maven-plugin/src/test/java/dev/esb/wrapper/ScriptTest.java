package dev.esb.wrapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the script finds the plugin's jar and Java, with a script in place of Java that prints its arguments. */
@DisabledOnOs(OS.WINDOWS)
class ScriptTest {
    @TempDir
    private Path directory;

    private Path project;
    private Path home;
    private Path java;

    @BeforeEach
    void writeScript() throws IOException {
        project = Files.createDirectories(directory.toRealPath().resolve("a project"));
        home = Files.createDirectory(directory.resolve("home of me"));
        WrapperFiles.write(project, ProjectFile.withoutPom("1.2"));
        java = Files.createDirectories(directory.resolve("jdk 17/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 7\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    static Stream<String> shells() {
        return Stream.of("sh", "dash", "bash")
                .filter(shell ->
                        Stream.of("/bin", "/usr/bin").anyMatch(bin -> Files.isExecutable(Path.of(bin, shell))));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void runsTheCommandWithItsArgumentsAsTheyAre(String shell) throws Exception {
        Path jar = install(home.resolve(".m2/repository"));

        Run run = run(List.of(shell, project.resolve("esb").toString(), "exec", "web", "a b", "", "*"), Map.of());

        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(run.errors()).isEmpty();
        assertThat(run.lines())
                .containsSubsequence(
                        "-Desb.script=" + project.resolve("esb"),
                        "-Desb.script.directory=" + project,
                        "-cp",
                        jar.toString(),
                        "dev.esb.cli.Main",
                        "exec",
                        "web",
                        "a b",
                        "",
                        "*");
    }

    @Test
    void runsInAnyWorkingDirectory() throws Exception {
        install(home.resolve(".m2/repository"));
        ProcessBuilder builder =
                builder(List.of("./a project/esb", "ps"), Map.of()).directory(directory.toFile());

        assertThat(run(builder).lines()).contains("-Desb.script=./a project/esb", "-Desb.script.directory=" + project);
    }

    @Test
    void saysHowToDownloadTheVersionThatTheProjectNames() throws Exception {
        Run run = run("ps");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors())
                .isEqualTo(
                        "esb: the version 1.2 of esb-maven-plugin is not in '%s' yet. This downloads it: mvn dev.esb:esb-maven-plugin:1.2:help\n"
                                .formatted(home.resolve(".m2/repository")));
        assertThat(run.lines()).isEmpty();
    }

    @Test
    void namesTheMavenOfTheProjectForIt() throws Exception {
        Path maven = Files.writeString(project.resolve("mvnw"), "#!/bin/sh\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();

        assertThat(run("ps").errors()).endsWith("This downloads it: ./mvnw dev.esb:esb-maven-plugin:1.2:help\n");
    }

    @Test
    void takesTheRepositoryOfTheUsersSettings() throws Exception {
        settings("<localRepository> /a repository/of mine </localRepository>");

        assertThat(run("ps").errors()).contains("is not in '/a repository/of mine' yet");
    }

    @Test
    void knowsTheHomeDirectoryInTheUsersSettings() throws Exception {
        settings("<localRepository>${user.home}/cache</localRepository>");

        assertThat(run("ps").errors()).contains("is not in '%s/cache' yet".formatted(home));
    }

    /** The settings that come with Maven have an example in one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- localRepository\n  <localRepository>/path/to/local/repo</localRepository>\n-->",
                "<!-- <localRepository>/path/to/local/repo</localRepository> -->",
                "<!-- of mine -->\n<!-- <localRepository>/path/to/local/repo</localRepository> -->",
            })
    void takesNoRepositoryFromAComment(String comment) throws Exception {
        settings(comment);
        assertThat(run("ps").errors()).contains("is not in '%s' yet".formatted(home.resolve(".m2/repository")));

        settings(comment + "\n<localRepository>/mine</localRepository>\n" + comment);
        assertThat(run("ps").errors()).contains("is not in '/mine' yet");
    }

    /** In the order in which Maven takes them: its arguments before the file of the project, properties of its JVM last. */
    @Test
    void takesTheRepositoryOfTheOptionsOfMaven() throws Exception {
        settings("<localRepository>/of-settings</localRepository>");
        Files.createDirectory(project.resolve(".mvn"));
        Files.writeString(project.resolve(".mvn/jvm.config"), "-Xmx1g -Dmaven.repo.local=/of-jvm-config");
        assertThat(repository(Map.of())).isEqualTo("/of-jvm-config");

        Map<String, String> ofJvm = Map.of("MAVEN_OPTS", "-Xmx1g -Dmaven.repo.local=/of-opts -Da=*");
        assertThat(repository(ofJvm)).isEqualTo("/of-opts");

        Files.writeString(project.resolve(".mvn/maven.config"), "-T2\n-Dmaven.repo.local=/of a config");
        assertThat(repository(ofJvm)).isEqualTo("/of a config");

        assertThat(repository(Map.of("MAVEN_ARGS", "-o -Dmaven.repo.local=/of-args -B")))
                .isEqualTo("/of-args");
    }

    @Test
    void readsTheOptionsFromTheTopOfTheProject() throws Exception {
        Files.createDirectory(directory.resolve(".mvn"));
        Files.writeString(directory.resolve(".mvn/maven.config"), "-Dmaven.repo.local=/of-config\n");

        assertThat(repository(Map.of())).isEqualTo("/of-config");
    }

    @Test
    void takesARelativeRepositoryAsThatOfTheProject() throws Exception {
        assertThat(repository(Map.of("MAVEN_ARGS", "-Dmaven.repo.local=.repository")))
                .isEqualTo(project + "/.repository");
    }

    @Test
    void saysThatTheFileOfTheProjectIsMissing() throws Exception {
        Files.delete(project.resolve(ProjectFile.NAME));

        Run run = run("ps");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors())
                .isEqualTo("esb: '%s' is missing. 'mvn esb:wrapper' writes it.\n"
                        .formatted(project.resolve(ProjectFile.NAME)));
    }

    @Test
    void saysThatTheFileOfTheProjectNamesNoVersion() throws Exception {
        Files.writeString(project.resolve(ProjectFile.NAME), "env=a\n");

        assertThat(run("ps").errors()).contains("does not say which version of the plugin it is for");
    }

    @Test
    void readsTheVersionInALastLineWithoutAnEnd() throws Exception {
        Files.writeString(project.resolve(ProjectFile.NAME), "env=a\nversion=1.3");

        assertThat(run("ps").errors()).contains("the version 1.3 of esb-maven-plugin");
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        install(home.resolve(".m2/repository"));
        Files.delete(java);

        Run run = run("ps");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors())
                .isEqualTo(
                        "esb: no java was found (JAVA_HOME is %s, looked for %s). Install a JDK, 17 or newer, and put its bin directory on PATH or set JAVA_HOME to it.\n"
                                .formatted(directory.resolve("jdk 17"), java));
    }

    @Test
    void usesTheClassesThatAnEarlierCommandHasKept() throws Exception {
        install(home.resolve(".m2/repository"));
        List<String> first = run("ps").lines();
        String option = "-Desb.script.archive=";
        Path archive = first.stream()
                .filter(line -> line.startsWith(option))
                .map(line -> Path.of(line.substring(option.length())))
                .findFirst()
                .orElseThrow();
        assertThat(archive).hasParentRaw(home.resolve(".esb/.cache"));
        assertThat(first).noneMatch(line -> line.startsWith("-XX:SharedArchiveFile="));
        Files.createDirectories(archive.getParent());
        Files.createFile(archive);

        assertThat(run("ps").lines()).contains("-XX:SharedArchiveFile=" + archive);
    }

    private void settings(String content) throws IOException {
        Path file = home.resolve(".m2/settings.xml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<settings>\n  %s\n</settings>\n".formatted(content));
    }

    private static Path install(Path repository) throws IOException {
        Path jar = repository.resolve("dev/esb/esb-maven-plugin/1.2/esb-maven-plugin-1.2.jar");
        Files.createDirectories(jar.getParent());
        return Files.createFile(jar);
    }

    /** As the message names it that says that the plugin is not there. */
    private String repository(Map<String, String> variables) throws Exception {
        String errors =
                run(List.of(project.resolve("esb").toString(), "ps"), variables).errors();
        assertThat(errors).contains("is not in '");
        return errors.replaceFirst("(?s).* is not in '", "").replaceFirst("(?s)' yet.*", "");
    }

    private record Run(int exitCode, List<String> lines, String errors) {}

    private Run run(String argument) throws Exception {
        return run(List.of(project.resolve("esb").toString(), argument), Map.of());
    }

    private Run run(List<String> command, Map<String, String> variables) throws Exception {
        return run(builder(command, variables));
    }

    private ProcessBuilder builder(List<String> command, Map<String, String> variables) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(project.toFile())
                .redirectError(directory.resolve("errors").toFile());
        builder.environment().keySet().removeAll(List.of("MAVEN_ARGS", "MAVEN_OPTS"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("JAVA_HOME", directory.resolve("jdk 17").toString());
        builder.environment().putAll(variables);
        return builder;
    }

    private Run run(ProcessBuilder builder) throws Exception {
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), output.lines().toList(), Files.readString(directory.resolve("errors")));
    }
}
