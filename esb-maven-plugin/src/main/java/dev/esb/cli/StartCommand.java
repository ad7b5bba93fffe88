package dev.esb.cli;

import dev.esb.goal.StartGoal;
import dev.esb.project.Surroundings;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "start", description = "Starts services again that were stopped, and waits until they are ready.")
final class StartCommand extends AbstractServicesCommand {
    @Mixin
    private Timeout timeout;

    StartCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Duration limit = timeout.read();
        new StartGoal(context()).run(key(), directories(), services(), List.of(), limit);
        return 0;
    }
}
