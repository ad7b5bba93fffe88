package dev.esb.cli;

import dev.esb.goal.PruneGoal;
import dev.esb.project.Surroundings;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "prune", description = "Lists what ended builds left behind, and expired environments.")
final class PruneCommand extends AbstractCommand {
    @Option(names = "--prune", description = "Removes what was found, instead of only listing it.")
    private boolean isRemoval;

    @Mixin
    private StopTimeout stopTimeout;

    PruneCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Duration timeout = stopTimeout.read();
        new PruneGoal(context()).run(project().layout(home()), isRemoval, timeout);
        return 0;
    }
}
