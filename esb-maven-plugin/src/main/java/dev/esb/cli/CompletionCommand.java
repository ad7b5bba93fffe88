package dev.esb.cli;

import dev.esb.project.Surroundings;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

@Command(
        name = "completion",
        description = "Prints a script that completes commands and options in bash and zsh: source <(./esb completion)")
final class CompletionCommand extends AbstractCommand {
    CompletionCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        surroundings().out().print(AutoComplete.bash("esb", Esb.all(surroundings())));
        return 0;
    }
}
