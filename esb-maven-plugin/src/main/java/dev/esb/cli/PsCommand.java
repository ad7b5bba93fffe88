package dev.esb.cli;

import dev.esb.goal.OutputFormat;
import dev.esb.goal.PsGoal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "ps", description = "Lists the containers of an environment.")
final class PsCommand extends AbstractEnvironmentCommand {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, or json for other programs to read.")
    private String format;

    PsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        OutputFormat output = OutputFormat.of(format);
        new PsGoal(context()).run(key(), output);
        return 0;
    }
}
