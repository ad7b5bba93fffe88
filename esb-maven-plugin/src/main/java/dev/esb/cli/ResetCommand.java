package dev.esb.cli;

import dev.esb.goal.ResetGoal;
import dev.esb.lifecycle.Reset;
import dev.esb.parameter.Entries;
import dev.esb.project.Surroundings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private StopTimeout stopTimeout;

    @Mixin
    private Timeout timeout;

    ResetCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Reset.Options options = new Reset.Options(
                services,
                Entries.read("esb.resetServices", resetServices),
                List.of(),
                stopTimeout.read(),
                timeout.read());
        new ResetGoal(context()).run(key(), directories(), options);
        return 0;
    }
}
