package dev.esb.cli;

import dev.esb.goal.PauseGoal;
import dev.esb.project.Surroundings;
import picocli.CommandLine.Command;

@Command(name = "pause", description = "Freezes the processes of services.")
final class PauseCommand extends AbstractServicesCommand {
    PauseCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        new PauseGoal(context()).run(key(), directories(), services());
        return 0;
    }
}
