package dev.esb.cli;

import dev.esb.goal.RestartGoal;
import dev.esb.project.Surroundings;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "restart", description = "Restarts services, and waits until they are ready again.")
final class RestartCommand extends AbstractServicesCommand {
    @Mixin
    private StopTimeout stopTimeout;

    @Mixin
    private Timeout timeout;

    RestartCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Duration grace = stopTimeout.read();
        Duration limit = timeout.read();
        new RestartGoal(context()).run(key(), directories(), services(), List.of(), grace, limit);
        return 0;
    }
}
