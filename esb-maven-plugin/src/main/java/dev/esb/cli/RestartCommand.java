package dev.esb.cli;

import dev.esb.goal.RestartGoal;
import dev.esb.parameter.SecondsParameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "restart", description = "Restarts services, and waits until they are ready again.")
final class RestartCommand extends AbstractEnvironmentCommand {
    @Parameters(arity = "0..*", paramLabel = "SERVICE", description = "The services. Default: all.")
    private List<String> services = new ArrayList<>();

    @Option(
            names = "--stop-timeout",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "How long processes may take to end after their stop signal.")
    private String stopTimeout;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long it may take until all is ready again.")
    private String timeout;

    RestartCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Duration grace = SecondsParameter.STOP_TIMEOUT.read(stopTimeout);
        Duration limit = SecondsParameter.TIMEOUT.read(timeout);
        new RestartGoal(context()).run(key(), directories(), services, List.of(), grace, limit);
        return 0;
    }
}
