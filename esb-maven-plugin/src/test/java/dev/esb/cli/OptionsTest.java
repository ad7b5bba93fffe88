package dev.esb.cli;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.project.GoalDescription;
import dev.esb.project.GoalDescription.Parameter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands have what the goals have, as the plugin's own descriptor says, which the build writes before tests run. */
class OptionsTest {
    /** Of every command; not a parameter of a goal. */
    private static final Set<String> OWN = Set.of("--help", "--quiet", "--debug");

    /** The names of words without an option, by the parameter. */
    private static final Map<String, String> POSITIONAL =
            Map.of("service", "SERVICE", "containerPort", "PORT", "command", "COMMAND");

    private static final Set<String> NO_COMMANDS = Set.of("help", "wrapper");
    private static final Set<String> NO_GOALS = Set.of("help", "completion");

    private static final CommandLine ALL = Esb.all(new Console(Path.of("")).surroundings(Map.of()));

    @Test
    void areThoseOfACommandForEachGoal() {
        Set<String> goals = new TreeSet<>(GoalDescription.names());
        goals.removeAll(NO_COMMANDS);
        Set<String> commands = new TreeSet<>(ALL.getSubcommands().keySet());
        commands.removeAll(NO_GOALS);

        assertThat(commands).isEqualTo(goals);
    }

    static Stream<String> commandsWithoutMaven() {
        return ALL.getSubcommands().keySet().stream()
                .filter(name -> !NO_GOALS.contains(name))
                .filter(name -> command(name).getCommand() instanceof AbstractCommand);
    }

    static Stream<String> commandsOfMaven() {
        return ALL.getSubcommands().keySet().stream()
                .filter(name -> command(name).getCommand() instanceof MavenCommand);
    }

    @ParameterizedTest
    @MethodSource("commandsWithoutMaven")
    void areTheParametersOfTheGoal(String name) {
        Set<String> expected = parameters(name)
                .filter(parameter -> !isForMavenAlone(name, parameter))
                .map(OptionsTest::option)
                .collect(toCollection(TreeSet::new));

        assertThat(options(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("commandsOfMaven")
    void areTheParametersOfTheGoalThatMavenRuns(String name) {
        Set<String> expected = parameters(name)
                .filter(parameter -> !Set.of("skip", "waits", "exitCodeFile").contains(parameter.name()))
                .map(OptionsTest::option)
                .collect(toCollection(TreeSet::new));
        if (!expected.contains("COMMAND")) {
            expected.add("MAVEN-OPTION");
        }

        assertThat(options(name)).isEqualTo(expected);
    }

    /** What a user omits means the same in a goal and in its command. */
    @ParameterizedTest
    @MethodSource("commandsWithoutMaven")
    void haveTheDefaultsOfTheGoal(String name) {
        List<Parameter> defaults = parameters(name)
                .filter(parameter -> !isForMavenAlone(name, parameter))
                // Of a switch, and of the two that the command reads from the file of the project.
                .filter(parameter -> !Set.of("", "false").contains(parameter.standard())
                        && !Set.of("home", "env").contains(parameter.name()))
                .toList();

        assertThat(defaults)
                .allSatisfy(parameter -> assertThat(command(name)
                                .getCommandSpec()
                                .findOption(option(parameter))
                                .defaultValue())
                        .as(parameter.name())
                        .isEqualTo(parameter.standard()));
    }

    private static Stream<Parameter> parameters(String goal) {
        return GoalDescription.of(goal).parameters().stream();
    }

    /** The lifecycle's {@code skip}, what only a pom can have, a take-down at the end of a build, and what a process has without a file. */
    private static boolean isForMavenAlone(String goal, Parameter parameter) {
        return Set.of("skip", "waits").contains(parameter.name())
                || goal.equals("down") && parameter.name().equals("keep")
                || goal.equals("exec") && parameter.name().equals("exitCodeFile");
    }

    private static String option(Parameter parameter) {
        return POSITIONAL.getOrDefault(parameter.name(), "--" + Hints.option(parameter.name()));
    }

    private static Set<String> options(String name) {
        Stream<String> options =
                command(name).getCommandSpec().options().stream().map(OptionSpec::longestName);
        Stream<String> words =
                command(name).getCommandSpec().positionalParameters().stream().map(PositionalParamSpec::paramLabel);
        return Stream.concat(options.filter(option -> !OWN.contains(option)), words)
                .collect(toCollection(TreeSet::new));
    }

    private static CommandLine command(String name) {
        return ALL.getSubcommands().get(name);
    }

    /** Each has a letter of its own in each command. */
    @Test
    void haveShortNamesThatTheHelpShows() {
        String help = command("logs").getUsageMessage();

        assertThat(Arrays.asList("-e, --env", "-f, --follow", "-n, --tail", "-q, --quiet", "-X, --debug"))
                .allSatisfy(option -> assertThat(help).contains(option));
    }
}
