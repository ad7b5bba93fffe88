package dev.esb.cli;

import dev.esb.goal.StartGoal;
import dev.esb.parameter.SecondsParameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "start", description = "Starts services again that were stopped, and waits until they are ready.")
final class StartCommand extends AbstractEnvironmentCommand {
    @Parameters(arity = "0..*", paramLabel = "SERVICE", description = "The services. Default: all.")
    private List<String> services = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long it may take until all is ready again.")
    private String timeout;

    StartCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Duration limit = SecondsParameter.TIMEOUT.read(timeout);
        new StartGoal(context()).run(key(), directories(), services, List.of(), limit);
        return 0;
    }
}
