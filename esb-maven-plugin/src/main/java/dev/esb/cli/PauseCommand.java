package dev.esb.cli;

import dev.esb.goal.PauseGoal;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "pause", description = "Freezes the processes of services.")
final class PauseCommand extends AbstractEnvironmentCommand {
    @Parameters(arity = "0..*", paramLabel = "SERVICE", description = "The services. Default: all.")
    private List<String> services = new ArrayList<>();

    PauseCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        new PauseGoal(context()).run(key(), directories(), services);
        return 0;
    }
}
