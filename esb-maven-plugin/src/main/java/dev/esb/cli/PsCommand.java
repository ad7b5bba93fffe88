package dev.esb.cli;

import dev.esb.goal.OutputFormat;
import dev.esb.goal.PsGoal;
import dev.esb.project.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "ps", description = "Lists the containers of an environment.")
final class PsCommand extends AbstractEnvironmentCommand {
    @Mixin
    private Format format;

    PsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        OutputFormat output = format.read();
        new PsGoal(context()).run(key(), output);
        return 0;
    }
}
