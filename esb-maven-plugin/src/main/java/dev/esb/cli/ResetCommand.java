package dev.esb.cli;

import dev.esb.goal.ResetGoal;
import dev.esb.lifecycle.Reset;
import dev.esb.parameter.Entries;
import dev.esb.parameter.SecondsParameter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "reset", description = "Puts an environment back to its snapshot, while it is up.")
final class ResetCommand extends AbstractEnvironmentCommand {
    @Parameters(arity = "0..*", paramLabel = "SERVICE", description = "Further services to restart.")
    private List<String> services = new ArrayList<>();

    @Option(
            names = "--reset-services",
            split = ",",
            paramLabel = "SERVICE",
            description = "Further services whose containers are replaced, because they keep state in memory.")
    private List<String> resetServices = new ArrayList<>();

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

    ResetCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Reset.Options options = new Reset.Options(
                services,
                Entries.read("esb.resetServices", resetServices),
                List.of(),
                SecondsParameter.STOP_TIMEOUT.read(stopTimeout),
                SecondsParameter.TIMEOUT.read(timeout));
        new ResetGoal(context()).run(key(), directories(), options);
        return 0;
    }
}
