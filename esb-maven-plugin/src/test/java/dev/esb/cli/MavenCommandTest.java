package dev.esb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.parameter.CommandWords;
import dev.esb.wrapper.ProjectFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Maven gets, with a script in place of Maven that writes down how it was called. */
@DisabledOnOs(OS.WINDOWS)
class MavenCommandTest {
    private static final String PLUGIN = "dev.esb:esb-maven-plugin:1.2:";

    /** Without a terminal. */
    private static final List<String> FIRST = List.of(
            "-Dstyle.color=never",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.log.dev.esb=info");

    @TempDir
    private Path directory;

    private Path project;
    private Console console;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(directory.resolve("a project")).toRealPath();
        console = new Console(project);
        Files.writeString(project.resolve("pom.xml"), "<project/>\n");
        write("version=1.2\n");
        writeMaven(project.resolve("mvnw"), "exit 0");
    }

    @Test
    void isTheGoalOfTheVersionThatTheFileNames() {
        assertThat(console.run("up")).isZero();

        assertThat(console.err()).isEmpty();
        assertThat(called()).startsWith(FIRST.toArray(String[]::new));
        assertThat(afterFirst()).containsExactly(PLUGIN + "up");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "137, 137"})
    void hasTheExitCodeOfMaven(String ofMaven, int exitCode) throws Exception {
        writeMaven(project.resolve("mvnw"), "exit " + ofMaven);

        assertThat(console.run("check")).isEqualTo(exitCode);
    }

    @Test
    void hasAPropertyForEachOption() {
        console.run("up", "-e", "a", "--stop-timeout", "5", "--port-range=20000-21000", "--files", "a b.yml,c.yml");

        assertThat(afterFirst())
                .containsExactlyInAnyOrder(
                        "-Desb.env=a",
                        "-Desb.stopTimeout=5",
                        "-Desb.portRange=20000-21000",
                        "-Desb.files=a b.yml,c.yml",
                        PLUGIN + "up");
    }

    @Test
    void hasAPropertyForEachNameOfAVariable() {
        console.run("up", "--environment", "A=B", "--environment=LEVEL=x=y z");

        assertThat(afterFirst())
                .containsExactly("-Desb.environment.A=B", "-Desb.environment.LEVEL=x=y z", PLUGIN + "up");
    }

    @Test
    void hasSeveralValuesOfAnAxis() {
        console.run("matrix", "--axes", "POSTGRES=15,16");

        assertThat(afterFirst()).containsExactly("-Desb.axes.POSTGRES=15,16", PLUGIN + "matrix");
    }

    @Test
    void takesASwitchWithoutAValueForOn() {
        console.run("run", "--reuse", "npm", "test");

        assertThat(afterFirst()).contains("-Desb.reuse=true", "-Desb.command=npm test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"up --reuse", "up --reuse --env=a", "up --reuse -e a", "up --env=a --reuse", "up -q --reuse"})
    void takesASwitchForOnWhereverItStands(String arguments) {
        console.run(arguments.split(" "));

        assertThat(called()).contains("-Desb.reuse=true");
    }

    @Test
    void takesTheAttachedValueOfASwitch() {
        console.run("run", "--reuse=false", "--snapshot=refresh", "npm", "test");

        assertThat(afterFirst()).contains("-Desb.reuse=false", "-Desb.snapshot=refresh", "-Desb.command=npm test");
    }

    @Test
    void givesMavenTheOptionsAfterTwoHyphens() {
        console.run("up", "--env=a", "--", "-P", "ci", "-o");

        assertThat(afterFirst()).containsExactly("-Desb.env=a", "-P", "ci", "-o", PLUGIN + "up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-q", "--quiet"})
    void isQuietWithAQuietMaven(String option) {
        console.run("up", option);

        assertThat(called()).containsExactly("-Dstyle.color=never", "-q", PLUGIN + "up");
    }

    @Test
    void showsWhatMavenDoesWhenAsked() {
        console.run("up", "--debug");

        assertThat(called()).containsExactly("-Dstyle.color=never", "-X", PLUGIN + "up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "run", "render", "check", "graph"})
    void hasTheConfigurationOfTheExecutionInThePom(String goal) throws Exception {
        write("version=1.2\nup=start\nup.start.stack=shop\n");

        console.run(goal.equals("run") ? new String[] {goal, "true"} : new String[] {goal});

        assertThat(afterFirst()).contains(PLUGIN + goal + "@start");
    }

    @Test
    void bringsUpAllStacksOfAProject() throws Exception {
        writeTwoStacks();

        console.run("up");

        assertThat(afterFirst()).containsExactly(PLUGIN + "up@first", PLUGIN + "up@second");
    }

    @Test
    void bringsUpTheStackThatIsNamed() throws Exception {
        writeTwoStacks();

        console.run("up", "--stack=bank");

        assertThat(afterFirst()).containsExactly("-Desb.stack=bank", PLUGIN + "up@second");
    }

    @Test
    void givesAnotherStackTheConfigurationThatNamesNone() throws Exception {
        write("version=1.2\nup=start\n");

        console.run("up", "--stack=bank");

        assertThat(afterFirst()).containsExactly("-Desb.stack=bank", PLUGIN + "up@start");
    }

    @Test
    void asksForTheStackWhereOnlyOneCanBeMeant() throws Exception {
        writeTwoStacks();

        assertThat(console.run("run", "true")).isEqualTo(1);

        assertThat(console.err())
                .isEqualTo("esb: This project has several stacks. Name one of them with --stack=NAME: shop, bank.%n"
                        .formatted());
        assertThat(directory.resolve("called")).doesNotExist();
    }

    @Test
    void runsInTheModuleThatHasTheStack() throws Exception {
        write("version=1.2\nmodule=e2e\n");
        Files.createDirectory(project.resolve("e2e"));

        console.run("up");

        assertThat(workingDirectory()).isEqualTo(project.resolve("e2e"));
    }

    @Test
    void runsTheMatrixOfTheWholeProject() throws Exception {
        write("version=1.2\nmodule=e2e\nup=start\n");

        console.run("matrix", "--matrix=a,b");

        assertThat(workingDirectory()).isEqualTo(project);
        assertThat(afterFirst()).containsExactly("-Desb.matrix=a,b", PLUGIN + "matrix");
    }

    @Test
    void saysThatTheModuleOfTheFileIsGone() throws Exception {
        write("version=1.2\nmodule=gone\n");

        assertThat(console.run("up")).isEqualTo(1);

        assertThat(console.err())
                .startsWith("esb: '%s' is not there".formatted(project.resolve("gone")))
                .contains("'mvn esb:wrapper' writes where the module is.");
    }

    @Test
    void runsACommandWithItsWordsAsTheyAre() {
        console.run("run", "-e", "a", "sh", "-c", "echo \"it's\" -e", "", "--env=b");

        String command = afterFirst().stream()
                .filter(argument -> argument.startsWith("-Desb.command="))
                .findFirst()
                .orElseThrow();
        assertThat(CommandWords.read("esb.command", command.substring("-Desb.command=".length())))
                .containsExactly("sh", "-c", "echo \"it's\" -e", "", "--env=b");
        assertThat(afterFirst()).contains("-Desb.env=a").doesNotContain("-Desb.env=b");
    }

    @Test
    void takesTwoHyphensBeforeACommandForTheirEnd() {
        console.run("run", "-e", "a", "--", "node", "--test");

        assertThat(afterFirst()).contains("-Desb.env=a", "-Desb.command=node --test");
    }

    @Test
    void hasTheExitCodeOfTheCommandInPlaceOfMavens() throws Exception {
        writeMaven(
                project.resolve("mvnw"),
                "for word; do case $word in -Desb.exitCodeFile=*) echo 42 >\"${word#*=}\" ;; esac; done; exit 1");

        assertThat(console.run("run", "true")).isEqualTo(42);

        assertThat(exitCodeFile()).doesNotExist();
    }

    @Test
    void hasTheExitCodeOfMavenWhereTheCommandHasNeverRun() throws Exception {
        writeMaven(project.resolve("mvnw"), "exit 1");

        assertThat(console.run("run", "true")).isEqualTo(1);

        assertThat(exitCodeFile()).doesNotExist();
    }

    @Test
    void callsTheWrapperOfMavenThatIsFurtherUpInTheProject() throws Exception {
        write("version=1.2\nmodule=e2e\n");
        Path module = Files.createDirectory(project.resolve("e2e"));
        Files.writeString(module.resolve("pom.xml"), "<project/>\n");
        Path bin = Files.createDirectory(directory.resolve("bin"));
        writeMaven(bin.resolve("mvn"), "exit 3");

        assertThat(run(bin, "up")).isZero();
    }

    @Test
    void callsTheMavenOfThePathWhereTheProjectHasNone() throws Exception {
        Files.delete(project.resolve("mvnw"));
        // Of another user, maybe.
        writeMaven(directory.resolve("mvnw"), "exit 4");
        Path bin = Files.createDirectory(directory.resolve("bin"));
        writeMaven(bin.resolve("mvn"), "exit 3");

        assertThat(run(bin, "up")).isEqualTo(3);
    }

    @Test
    void saysThatThereIsNoMaven() throws Exception {
        Files.delete(project.resolve("mvnw"));

        assertThat(run(directory.resolve("nowhere"), "up")).isEqualTo(1);

        assertThat(console.err())
                .startsWith("esb: No Maven was found: there is no 'mvnw' in '%s' or above it".formatted(project))
                .doesNotContain("\tat ");
    }

    @Test
    void saysThatTheProjectHasNoFile() throws Exception {
        Files.delete(project.resolve(ProjectFile.NAME));

        assertThat(console.run("up")).isEqualTo(1);

        assertThat(console.err())
                .isEqualTo("esb: '%s' is missing. 'mvn esb:wrapper' writes it.%n"
                        .formatted(project.resolve(ProjectFile.NAME)));
    }

    private int run(Path path, String... arguments) {
        return Esb.run(console.surroundings(Map.of("PATH", path.toString())), arguments);
    }

    private void writeTwoStacks() throws IOException {
        write("version=1.2\nup=first,second\nup.first.stack=shop\nup.second.stack=bank\n");
    }

    private Path workingDirectory() throws IOException {
        return Path.of(Files.readAllLines(directory.resolve("called")).get(0));
    }

    private List<String> called() {
        try {
            List<String> lines = Files.readAllLines(directory.resolve("called"));
            return lines.subList(1, lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> afterFirst() {
        return called().subList(FIRST.size(), called().size());
    }

    private Path exitCodeFile() {
        String option = "-Desb.exitCodeFile=";
        return called().stream()
                .filter(argument -> argument.startsWith(option))
                .map(argument -> Path.of(argument.substring(option.length())))
                .findFirst()
                .orElseThrow();
    }

    private void write(String properties) throws IOException {
        Files.writeString(project.resolve(ProjectFile.NAME), properties);
    }

    /** The file {@code called} gets the directory, and then a line for each argument. */
    private void writeMaven(Path file, String end) throws IOException {
        Files.writeString(
                file,
                "#!/bin/sh\n{ pwd; printf '%%s\\n' \"$@\"; } >'%s'\n%s\n".formatted(directory.resolve("called"), end));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
