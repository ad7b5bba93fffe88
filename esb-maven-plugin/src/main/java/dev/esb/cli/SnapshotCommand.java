package dev.esb.cli;

import dev.esb.goal.SnapshotGoal;
import dev.esb.project.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "snapshot", description = "Lists the snapshots on the engine, and who uses them.")
final class SnapshotCommand extends AbstractCommand {
    @Option(names = "--prune", description = "Removes those that no environment uses, instead of listing them.")
    private boolean isRemoval;

    @Mixin
    private Format format;

    SnapshotCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        new SnapshotGoal(context()).run(isRemoval, format.read());
        return 0;
    }
}
