package dev.esb.cli;

import dev.esb.goal.DiffGoal;
import dev.esb.goal.OutputFormat;
import dev.esb.parameter.CopyDirectory;
import dev.esb.project.Surroundings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "diff",
        description = "Lists what the containers of an environment have changed in the paths that it has for itself.")
final class DiffCommand extends AbstractEnvironmentCommand {
    @Option(
            names = "--copy",
            paramLabel = "DIR",
            description =
                    "Copies what was added or changed into this directory, which has to be empty or not there yet.")
    private String copy;

    @Mixin
    private Format format;

    DiffCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        OutputFormat output = format.read();
        Optional<Path> directory = CopyDirectory.read(copy, surroundings().workingDirectory());
        new DiffGoal(context()).run(key(), directories(), directory, output);
        return 0;
    }
}
