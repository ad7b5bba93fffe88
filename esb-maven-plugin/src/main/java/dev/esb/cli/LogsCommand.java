package dev.esb.cli;

import dev.esb.goal.LogsGoal;
import dev.esb.parameter.LogLines;
import dev.esb.project.Surroundings;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Prints the logs of an environment's services.")
final class LogsCommand extends AbstractEnvironmentCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "SERVICE", description = "The service. Default: all.")
    private String service;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on printing lines as they come, until Ctrl-C or the last container stops.")
    private boolean isFollowing;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only lines since a time such as 2026-01-31T12:00:00, or for a duration such as 10m.")
    private String since;

    @Option(
            names = {"-n", "--tail"},
            paramLabel = "LINES",
            defaultValue = "all",
            description = "How many of the last lines of each container.")
    private String tail;

    LogsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Optional<String> from = LogLines.since(since);
        String lines = LogLines.tail(tail);
        new LogsGoal(context()).run(key(), Optional.ofNullable(service), isFollowing, from, lines);
        return 0;
    }
}
