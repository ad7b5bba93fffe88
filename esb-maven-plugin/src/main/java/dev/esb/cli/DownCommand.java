package dev.esb.cli;

import dev.esb.goal.DownGoal;
import dev.esb.project.Surroundings;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "down", description = "Takes an environment down, with volumes and built images.")
final class DownCommand extends AbstractEnvironmentCommand {
    @Mixin
    private StopTimeout stopTimeout;

    DownCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Duration timeout = stopTimeout.read();
        reporter().info(new DownGoal(context()).run(key(), directories(), timeout));
        return 0;
    }
}
