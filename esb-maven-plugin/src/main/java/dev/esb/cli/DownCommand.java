package dev.esb.cli;

import dev.esb.goal.DownGoal;
import dev.esb.parameter.SecondsParameter;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "down", description = "Takes an environment down, with volumes and built images.")
final class DownCommand extends AbstractEnvironmentCommand {
    @Option(
            names = "--stop-timeout",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "How long processes may take to end after their stop signal.")
    private String stopTimeout;

    DownCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Duration timeout = SecondsParameter.STOP_TIMEOUT.read(stopTimeout);
        reporter().info(new DownGoal(context()).run(key(), directories(), timeout));
        return 0;
    }
}
