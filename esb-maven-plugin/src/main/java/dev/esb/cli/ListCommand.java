package dev.esb.cli;

import dev.esb.goal.ListGoal;
import dev.esb.goal.OutputFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists the environments on the engine.")
final class ListCommand extends AbstractCommand {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, or json for other programs to read.")
    private String format;

    ListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        new ListGoal(context()).run(OutputFormat.of(format));
        return 0;
    }
}
