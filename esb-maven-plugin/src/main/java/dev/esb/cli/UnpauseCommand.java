package dev.esb.cli;

import dev.esb.goal.UnpauseGoal;
import dev.esb.project.Surroundings;
import picocli.CommandLine.Command;

@Command(name = "unpause", description = "Lets the processes of services go on that were paused.")
final class UnpauseCommand extends AbstractServicesCommand {
    UnpauseCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        new UnpauseGoal(context()).run(key(), directories(), services());
        return 0;
    }
}
