package dev.esb.cli;

import dev.esb.goal.ShellGoal;
import dev.esb.project.Surroundings;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "shell", description = "Opens a shell in a service: bash if the image has it, else sh.")
final class ShellCommand extends AbstractServiceCommand {
    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER",
            description = "The user in the container, by name or number, and maybe a group.")
    private String user;

    ShellCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        new ShellGoal(context()).run(key(), directories(), service(), Optional.ofNullable(user));
        return 0;
    }
}
