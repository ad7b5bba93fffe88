package dev.esb.cli;

import dev.esb.goal.KillGoal;
import dev.esb.project.Surroundings;
import dev.esb.service.KillSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "kill", description = "Kills the processes of services.")
final class KillCommand extends AbstractServicesCommand {
    @Option(
            names = {"-s", "--signal"},
            paramLabel = "SIGNAL",
            defaultValue = "SIGKILL",
            description = "The signal: a name or a number.")
    private String signal;

    KillCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        KillSignal sent = KillSignal.read(signal);
        new KillGoal(context()).run(key(), directories(), services(), sent);
        return 0;
    }
}
