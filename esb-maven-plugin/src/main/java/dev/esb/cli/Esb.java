package dev.esb.cli;

import dev.esb.CancelledException;
import dev.esb.EsbException;
import dev.esb.NearestName;
import dev.esb.docker.DockerException;
import dev.esb.engine.Engine;
import dev.esb.project.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands, and the way from arguments to an exit code: that of a command in a service or beside an environment, else 0, 1 or 2. */
final class Esb {
    /** For what no command can do with these arguments. */
    private static final int USAGE = 2;

    private static final int FAILURE = 1;

    /** Of shells, for a command that Ctrl-C has ended. */
    private static final int INTERRUPTED = 130;

    /** In the order of the help. */
    private static final Map<String, Function<Surroundings, CommandLine>> COMMANDS = new LinkedHashMap<>();

    static {
        for (String goal : List.of("up", "down", "run", "matrix")) {
            COMMANDS.put(goal, goal.equals("down") ? of(DownCommand::new) : ofMaven(goal));
        }
        COMMANDS.put("list", of(ListCommand::new));
        COMMANDS.put("ps", of(PsCommand::new));
        COMMANDS.put("port", of(PortCommand::new));
        COMMANDS.put("open", of(OpenCommand::new));
        COMMANDS.put("logs", of(LogsCommand::new));
        COMMANDS.put("exec", surroundings -> new CommandLine(new ExecCommand(surroundings)).setStopAtPositional(true));
        COMMANDS.put("shell", of(ShellCommand::new));
        COMMANDS.put("restart", of(RestartCommand::new));
        COMMANDS.put("stop", of(StopCommand::new));
        COMMANDS.put("start", of(StartCommand::new));
        COMMANDS.put("pause", of(PauseCommand::new));
        COMMANDS.put("unpause", of(UnpauseCommand::new));
        COMMANDS.put("kill", of(KillCommand::new));
        COMMANDS.put("reset", of(ResetCommand::new));
        COMMANDS.put("diff", of(DiffCommand::new));
        COMMANDS.put("snapshot", of(SnapshotCommand::new));
        COMMANDS.put("prune", of(PruneCommand::new));
        COMMANDS.put("doctor", of(DoctorCommand::new));
        for (String goal : List.of("render", "check", "graph")) {
            COMMANDS.put(goal, ofMaven(goal));
        }
        COMMANDS.put("completion", of(CompletionCommand::new));
    }

    private final Surroundings surroundings;

    private Esb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    private static Function<Surroundings, CommandLine> of(Function<Surroundings, Object> command) {
        return surroundings -> new CommandLine(command.apply(surroundings));
    }

    private static Function<Surroundings, CommandLine> ofMaven(String goal) {
        return surroundings -> MavenCommand.of(goal, surroundings);
    }

    /** Runs a command, and prints what it has to say. */
    static int run(Surroundings surroundings, String... arguments) {
        return new Esb(surroundings).execute(arguments);
    }

    private int execute(String... arguments) {
        // The others are made only where something is to be said of all: each takes some milliseconds.
        boolean isKnown = arguments.length > 0 && COMMANDS.containsKey(arguments[0]);
        CommandLine line = isKnown ? commandLine(List.of(arguments[0])) : commandLine(COMMANDS.keySet());
        return line.execute(arguments);
    }

    /** With these commands alone. */
    private CommandLine commandLine(Iterable<String> names) {
        CommandLine line = new CommandLine(
                CommandSpec.wrapWithoutInspection((Runnable) () -> {}).name("esb"));
        line.getCommandSpec()
                .addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Describes the commands; each has a --help of its own.")
                        .build());
        line.getCommandSpec()
                .usageMessage(new UsageMessageSpec()
                        .customSynopsis("esb COMMAND [OPTION...]")
                        .description("Runs the stack of this project in environments that do not touch each other."));
        for (String name : names) {
            line.addSubcommand(name, COMMANDS.get(name).apply(surroundings));
        }
        line.addSubcommand("help", new CommandLine(new CommandLine.HelpCommand()));
        line.setExecutionStrategy(this::execute);
        line.setExecutionExceptionHandler(failures());
        line.setParameterExceptionHandler((failure, given) -> refuse(failure));
        line.setOut(new PrintWriter(surroundings.out(), true));
        line.setErr(new PrintWriter(surroundings.err(), true));
        line.setUsageHelpAutoWidth(true);
        return line;
    }

    /** Their names, which are those of goals but for the completion. */
    static Collection<String> commands() {
        return COMMANDS.keySet();
    }

    /** All commands, for the completion of words in a shell. */
    static CommandLine all(Surroundings surroundings) {
        return new Esb(surroundings).commandLine(COMMANDS.keySet());
    }

    private int execute(ParseResult result) {
        if (!result.hasSubcommand() && !result.isUsageHelpRequested()) {
            CommandLine line = result.commandSpec().commandLine();
            line.usage(line.getErr());
            return USAGE;
        }
        return new CommandLine.RunLast().execute(result);
    }

    private int refuse(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        boolean isCommand = command.getParent() != null;
        String problem = failure instanceof UnmatchedArgumentException unmatched
                        && !unmatched.getUnmatched().isEmpty()
                ? unknown(unmatched.getUnmatched().get(0), command, isCommand)
                : sentence(failure.getMessage());
        say("%s '%s%s --help' describes %s."
                .formatted(
                        problem,
                        surroundings.script(),
                        isCommand ? " " + command.getCommandName() : "",
                        isCommand ? "it" : "the commands"));
        return USAGE;
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private static String unknown(String word, CommandLine command, boolean isCommand) {
        String given = word.replaceFirst("=.*", "");
        boolean isOption = given.startsWith("-");
        Collection<String> known =
                isOption ? command.getCommandSpec().optionsMap().keySet() : COMMANDS.keySet();
        String problem = isCommand
                ? "The command '%s' has no %s '%s'."
                        .formatted(command.getCommandName(), isOption ? "option" : "argument", given)
                : "There is no %s '%s'.".formatted(isOption ? "option" : "command", given);
        boolean canBeMeant = isOption || !isCommand;
        return problem
                + (canBeMeant
                        ? NearestName.of(given, known)
                                .map(" Did you mean '%s'?"::formatted)
                                .orElse("")
                        : "");
    }

    private IExecutionExceptionHandler failures() {
        return (failure, command, result) -> {
            Object called = command.getCommand();
            AbstractCommand own = called instanceof AbstractCommand known ? known : null;
            if (failure instanceof CancelledException) {
                return INTERRUPTED;
            }
            say(message(failure, own));
            if (own != null && own.isDebug) {
                say(trace(failure));
            }
            return FAILURE;
        };
    }

    private String message(Exception failure, AbstractCommand command) {
        if (failure instanceof EsbException) {
            return failure.getMessage();
        }
        if (failure instanceof DockerException docker) {
            // Asked only now: before the first command, it would take longer than the rest of some commands.
            Optional<EsbException> reason = command == null
                    ? Optional.empty()
                    : Engine.fault(docker, command.docker(), surroundings.variables());
            return reason.map(EsbException::getMessage).orElse(docker.getMessage());
        }
        return "This should not have happened: %s. With --debug, it says where; please report that.".formatted(failure);
    }

    private static String trace(Exception failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private void say(String message) {
        surroundings.err().println("esb: " + new Hints(surroundings.script()).of(message));
    }
}
