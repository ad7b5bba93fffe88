package dev.esb.cli;

import dev.esb.goal.PruneGoal;
import dev.esb.parameter.SecondsParameter;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "prune", description = "Lists what ended builds left behind, and expired environments.")
final class PruneCommand extends AbstractCommand {
    @Option(names = "--prune", description = "Removes what was found, instead of only listing it.")
    private boolean isRemoval;

    @Option(
            names = "--stop-timeout",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "How long processes may take to end after their stop signal.")
    private String stopTimeout;

    PruneCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Duration timeout = SecondsParameter.STOP_TIMEOUT.read(stopTimeout);
        new PruneGoal(context()).run(project().layout(home()), isRemoval, timeout);
        return 0;
    }
}
