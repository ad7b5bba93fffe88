package dev.esb.cli;

import dev.esb.goal.StopGoal;
import dev.esb.parameter.SecondsParameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "stop", description = "Stops services; their containers, ports and data stay.")
final class StopCommand extends AbstractEnvironmentCommand {
    @Parameters(arity = "0..*", paramLabel = "SERVICE", description = "The services. Default: all.")
    private List<String> services = new ArrayList<>();

    @Option(
            names = "--stop-timeout",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "How long processes may take to end after their stop signal.")
    private String stopTimeout;

    StopCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Duration grace = SecondsParameter.STOP_TIMEOUT.read(stopTimeout);
        new StopGoal(context()).run(key(), directories(), services, grace);
        return 0;
    }
}
