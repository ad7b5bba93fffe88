package dev.esb.cli;

import dev.esb.goal.ExecGoal;
import dev.esb.project.Surroundings;
import dev.esb.service.ServiceCommand;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "exec", description = "Runs a command in a service. Ends with the exit code of the command.")
final class ExecCommand extends AbstractServiceCommand {
    @Parameters(
            index = "1",
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "The program and its arguments; all that follows the service is theirs.")
    private List<String> command;

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER",
            description = "The user in the container, by name or number, and maybe a group.")
    private String user;

    ExecCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        ServiceCommand call = new ServiceCommand(service(), Optional.ofNullable(user), command);
        return new ExecGoal(context()).run(key(), directories(), call);
    }
}
