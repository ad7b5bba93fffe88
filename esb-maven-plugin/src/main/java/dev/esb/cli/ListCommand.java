package dev.esb.cli;

import dev.esb.goal.ListGoal;
import dev.esb.project.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists the environments on the engine.")
final class ListCommand extends AbstractCommand {
    @Mixin
    private Format format;

    ListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        new ListGoal(context()).run(format.read());
        return 0;
    }
}
