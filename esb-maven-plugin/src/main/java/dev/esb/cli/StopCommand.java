package dev.esb.cli;

import dev.esb.goal.StopGoal;
import dev.esb.project.Surroundings;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "stop", description = "Stops services; their containers, ports and data stay.")
final class StopCommand extends AbstractServicesCommand {
    @Mixin
    private StopTimeout stopTimeout;

    StopCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Duration grace = stopTimeout.read();
        new StopGoal(context()).run(key(), directories(), services(), grace);
        return 0;
    }
}
