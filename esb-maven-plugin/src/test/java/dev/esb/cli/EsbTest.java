package dev.esb.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.wrapper.ProjectFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without an engine: what is wrong with arguments is said before the first docker command. */
class EsbTest {
    private static final String STACK_TRACE = "\tat ";

    @TempDir
    private Path project;

    private Console console;

    @BeforeEach
    void openConsole() {
        console = new Console(project);
    }

    @Test
    void saysHowItIsUsedWhereThereIsNoCommand() {
        assertThat(console.run()).isEqualTo(2);

        assertThat(console.out()).isEmpty();
        assertThat(console.err())
                .contains("Usage: esb COMMAND [OPTION...]")
                .contains("  exec ")
                .contains("  up ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void describesItsCommandsOnTheStandardOutput(String word) {
        assertThat(console.run(word)).isZero();

        assertThat(console.out())
                .contains("Usage: esb COMMAND [OPTION...]")
                .contains("  exec ")
                .contains("  up ");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void describesOneCommand() {
        assertThat(console.run("logs", "--help")).isZero();

        assertThat(console.out())
                .contains("Usage: esb logs")
                .contains("--follow")
                .contains("SERVICE");
    }

    @Test
    void describesACommandThatIsAGoalInMavenWithTheParametersOfTheGoal() {
        assertThat(console.run("up", "--help")).isZero();

        assertThat(console.out())
                .contains("Usage: esb up")
                .contains("--stop-timeout")
                .contains("--port-range");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lsit | There is no command 'lsit'. Did you mean 'list'? './esb --help' describes the commands.",
                "frobnicate | There is no command 'frobnicate'. './esb --help' describes the commands.",
                "--hepl | There is no option '--hepl'. Did you mean '--help'? './esb --help' describes the commands.",
                "list --fromat=json | The command 'list' has no option '--fromat'. Did you mean '--format'? './esb list --help' describes it.",
                "up --keap=true | The command 'up' has no option '--keap'. Did you mean '--keep'? './esb up --help' describes it.",
                "list web | The command 'list' has no argument 'web'. './esb list --help' describes it.",
                "port | Missing required parameter: 'SERVICE'. './esb port --help' describes it.",
            })
    void refusesWhatItDoesNotKnowWithTheNearestName(String arguments, String message) {
        assertThat(console.run(arguments.split(" "))).isEqualTo(2);

        assertThat(console.out()).isEmpty();
        assertThat(console.err()).isEqualTo("esb: %s%n".formatted(message));
    }

    @Test
    void needsACommandAfterTheServiceOfExec() {
        assertThat(console.run("exec", "web")).isEqualTo(2);

        assertThat(console.err()).startsWith("esb: Missing required parameter: 'COMMAND'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "down --stop-timeout=soon | (--stop-timeout)",
                "list --format=xml | (--format)",
                "logs --tail=many | (--tail)",
                "ps --env=../other | ../other",
                "port web http | (PORT)",
            })
    void saysWhichValueIsWrongWithoutAStackTrace(String arguments, String place) {
        assertThat(console.run(arguments.split(" "))).isEqualTo(1);

        assertThat(console.out()).isEmpty();
        assertThat(console.err()).startsWith("esb: ").contains(place).doesNotContain(STACK_TRACE, "-Desb.", "(esb.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--debug", "-X"})
    void printsWhereAnErrorComesFromWhenAsked(String option) {
        assertThat(console.run("list", "--format=xml", option)).isEqualTo(1);

        assertThat(console.err()).contains("(--format)").contains(STACK_TRACE + "dev.esb.");
    }

    @Test
    void namesTheStacksOfAProjectThatHasSeveral() throws Exception {
        Files.writeString(
                project.resolve(ProjectFile.NAME),
                "version=1\nup=first,second\nup.first.stack=shop\nup.second.stack=bank\n");

        assertThat(console.run("ps")).isEqualTo(1);

        assertThat(console.err())
                .isEqualTo("esb: This project has several stacks. Name one of them with --stack=NAME: shop, bank.%n"
                        .formatted());
    }

    @Test
    void saysThatTheFileOfTheProjectCannotBeRead() throws Exception {
        Files.writeString(project.resolve(ProjectFile.NAME), "env=a\n");

        assertThat(console.run("ps")).isEqualTo(1);

        assertThat(console.err())
                .contains("does not say which version of the plugin it is for. 'mvn esb:wrapper' writes it anew.");
    }

    @Test
    void printsACompletionScriptOfAllCommands() {
        assertThat(console.run("completion")).isZero();

        assertThat(console.out()).contains("complete -F").contains(" restart ").contains("--stop-timeout");
    }

    /** In a process of its own, whose variables name an engine that is not there. */
    @Test
    void saysThatNoEngineAnswersWithoutAStackTrace() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "-Desb.script=./esb",
                "-Desb.script.directory=" + project,
                Main.class.getName(),
                "list");
        builder.environment().remove("DOCKER_CONTEXT");
        builder.environment().put("DOCKER_HOST", "unix://" + project.resolve("no.sock"));
        Path errors = project.resolve("errors");
        Process process = builder.redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(output).isEmpty();
        assertThat(errors).content().startsWith("esb: ").doesNotContain(STACK_TRACE, "should not have happened");
    }
}
