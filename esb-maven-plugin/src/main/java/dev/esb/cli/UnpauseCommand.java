package dev.esb.cli;

import dev.esb.goal.UnpauseGoal;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "unpause", description = "Lets the processes of services go on that were paused.")
final class UnpauseCommand extends AbstractEnvironmentCommand {
    @Parameters(arity = "0..*", paramLabel = "SERVICE", description = "The services. Default: all.")
    private List<String> services = new ArrayList<>();

    UnpauseCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        new UnpauseGoal(context()).run(key(), directories(), services);
        return 0;
    }
}
