package dev.esb.cli;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.parameter.CommandWords;
import dev.esb.project.GoalDescription;
import dev.esb.project.GoalDescription.Parameter;
import dev.esb.project.MavenProgram;
import dev.esb.project.Project;
import dev.esb.project.Surroundings;
import dev.esb.wrapper.ProjectFile;
import dev.esb.wrapper.ProjectFile.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** A command that needs the pom, and so is a goal in a Maven: its options are the parameters of the goal, as the plugin describes them. */
final class MavenCommand implements Callable<Integer> {
    /** Those of which the pom has the configuration in an execution of {@code up}. The rest is about the project as a whole. */
    private static final Set<String> WITH_EXECUTION = Set.of("up", "run", "render", "check", "graph");

    /** Have one property for each name. */
    private static final Set<String> MAPS = Set.of("environment", "axes");

    private static final String COMMAND = "command";

    /** The exit code of this command is that of the user's. */
    private static final String EXIT_CODE_FILE = "exitCodeFile";

    private static final String EXIT_CODE_PROPERTY = "esb." + EXIT_CODE_FILE;

    private final Surroundings surroundings;
    private final GoalDescription goal;
    private CommandSpec spec;

    private MavenCommand(Surroundings surroundings, GoalDescription goal) {
        this.surroundings = surroundings;
        this.goal = goal;
    }

    /** The command for a goal. */
    static CommandLine of(String goal, Surroundings surroundings) {
        MavenCommand command = new MavenCommand(surroundings, GoalDescription.of(goal));
        command.spec = command.specification();
        CommandLine line = new CommandLine(command.spec);
        if (command.hasCommand()) {
            line.setStopAtPositional(true);
        }
        return line;
    }

    private boolean hasCommand() {
        return goal.parameters().stream().anyMatch(parameter -> parameter.name().equals(COMMAND));
    }

    private CommandSpec specification() {
        CommandSpec specification = CommandSpec.wrapWithoutInspection(this).name(goal.name());
        String first = goal.description().replaceFirst("(?<=\\.) .*", "");
        specification.usageMessage().header(escaped(first));
        specification.usageMessage().abbreviateSynopsis(true);
        specification
                .usageMessage()
                .description(
                        escaped(goal.description().substring(first.length()).strip()));
        for (Parameter parameter : goal.parameters()) {
            if (isOption(parameter)) {
                specification.addOption(option(parameter));
            }
        }
        specification.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .order(101)
                .description("Describes the command.")
                .build());
        specification.addOption(OptionSpec.builder("-q", "--quiet")
                .type(boolean.class)
                .order(102)
                .description("Prints results, warnings and errors only.")
                .build());
        specification.addOption(OptionSpec.builder("-X", "--debug")
                .type(boolean.class)
                .order(103)
                .description("Prints what Maven and the plugin do.")
                .build());
        specification.addPositional(
                hasCommand()
                        ? words(
                                "COMMAND",
                                "1..*",
                                "The program and its arguments. What follows the program is its own.")
                        : words("MAVEN-OPTION", "0..*", "After --: options for Maven, such as -- -P ci -o."));
        return specification;
    }

    private static PositionalParamSpec words(String label, String arity, String description) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .arity(arity)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }

    static boolean isOption(Parameter parameter) {
        boolean isSet = !parameter.property().isEmpty() || MAPS.contains(parameter.name());
        return isSet && !Set.of(COMMAND, EXIT_CODE_FILE, "skip").contains(parameter.name());
    }

    private static OptionSpec option(Parameter parameter) {
        String name = "--" + Hints.option(parameter.name());
        OptionSpec.Builder option = OptionSpec.builder(
                        parameter.name().equals("env") ? new String[] {"-e", name} : new String[] {name})
                .description(escaped(parameter.description()
                        + (parameter.standard().isEmpty()
                                        || parameter.description().contains("Default:")
                                ? ""
                                : " Default: " + parameter.standard())));
        boolean isSwitch = parameter.standard().equals("false");
        if (MAPS.contains(parameter.name())) {
            option.paramLabel("NAME=VALUE")
                    .type(Map.class)
                    .auxiliaryTypes(String.class, String.class)
                    .arity("1");
        } else if (isSwitch) {
            option.paramLabel("VALUE").type(String.class).arity("0..1").fallbackValue("true");
            option.preprocessor(MavenCommand::takeAttached);
        } else {
            option.paramLabel("VALUE").type(String.class).arity("1");
        }
        return option.build();
    }

    /** Takes only a value that is attached ({@code --snapshot=refresh}): the word that follows may be the command that is to run. */
    private static boolean takeAttached(
            Stack<String> words, CommandSpec command, ArgSpec argument, Map<String, Object> details) {
        boolean isAttached = !" ".equals(details.get("separator"));
        if (!isAttached) {
            words.push("true");
        }
        return false;
    }

    /** A percent sign begins a format in a description. */
    private static String escaped(String text) {
        return text.replace("%", "%%").replace("@|", "@ |");
    }

    @Override
    public Integer call() {
        ParseResult given = spec.commandLine().getParseResult();
        Project project = Project.in(surroundings.project(), surroundings.variables());
        List<String> words = given.matchedPositionalValue(0, List.of());
        List<String> arguments = new ArrayList<>(options(given));
        arguments.addAll(hasCommand() ? List.of("-Desb.command=" + CommandWords.text(words)) : words);
        arguments.addAll(goals(project, given));
        Path directory = WITH_EXECUTION.contains(goal.name()) ? project.module() : project.directory();
        MavenProgram maven = new MavenProgram(surroundings, directory);
        return hasCommand() ? withExitCode(maven, arguments) : maven.run(arguments);
    }

    /** That of the user's command, or where it has never run, that of Maven. */
    private static int withExitCode(MavenProgram maven, List<String> arguments) {
        Path file = temporaryFile();
        try {
            arguments.add("-D%s=%s".formatted(EXIT_CODE_PROPERTY, file));
            int ended = maven.run(arguments);
            return read(file).orElse(ended);
        } finally {
            remove(file);
        }
    }

    private List<String> options(ParseResult given) {
        List<String> options = new ArrayList<>();
        boolean isQuiet = given.matchedOptionValue("--quiet", false);
        boolean isDebug = given.matchedOptionValue("--debug", false);
        options.addAll(isDebug ? List.of("-X") : MavenProgram.onlyThePlugin(isQuiet));
        for (Parameter parameter : goal.parameters()) {
            String name = "--" + Hints.option(parameter.name());
            if (!isOption(parameter) || !given.hasMatchedOption(name)) {
                continue;
            }
            if (MAPS.contains(parameter.name())) {
                Map<String, String> values = given.matchedOptionValue(name, Map.of());
                values.forEach((key, value) -> options.add("-Desb.%s.%s=%s".formatted(parameter.name(), key, value)));
            } else {
                options.add("-D%s=%s".formatted(parameter.property(), given.<String>matchedOptionValue(name, "")));
            }
        }
        return options;
    }

    /** With the executions of which the pom has the configuration: without one, Maven takes that of the plugin alone. */
    private List<String> goals(Project project, ParseResult given) {
        String version = project.file()
                .map(ProjectFile::version)
                .orElseThrow(() -> new EsbException("'%s' is missing. 'mvn esb:wrapper' writes it."
                        .formatted(project.directory().resolve(ProjectFile.NAME))));
        String coordinates = "dev.esb:esb-maven-plugin:%s:%s".formatted(version, goal.name());
        if (!WITH_EXECUTION.contains(goal.name())) {
            return List.of(coordinates);
        }
        String stack = given.matchedOptionValue("--stack", "");
        List<Execution> executions = project.executions();
        List<Execution> chosen = stack.isEmpty() ? executions : of(stack, executions);
        if (chosen.size() > 1 && !goal.name().equals("up")) {
            throw project.severalStacks();
        }
        return chosen.isEmpty()
                ? List.of(coordinates)
                : chosen.stream()
                        .map(execution -> coordinates + "@" + execution.id())
                        .toList();
    }

    /** Else those that name no stack, which is then given one on the command line. */
    private static List<Execution> of(String stack, List<Execution> executions) {
        List<Execution> named = executions.stream()
                .filter(execution -> execution.stack().equals(stack))
                .toList();
        return named.isEmpty()
                ? executions.stream()
                        .filter(execution -> execution.stack().isEmpty())
                        .toList()
                : named;
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("esb-exit-code", null);
        } catch (IOException e) {
            throw new EsbException("No temporary file can be made: %s.".formatted(FileProblem.of(e)), e);
        }
    }

    /** What the goal has written of the user's command; empty where the command has never run. */
    private static Optional<Integer> read(Path file) {
        try {
            String text = Files.exists(file) ? Files.readString(file).strip() : "";
            return text.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(text));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // An empty file in the directory for such files.
        }
    }
}
