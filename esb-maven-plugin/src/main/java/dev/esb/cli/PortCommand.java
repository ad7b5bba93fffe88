package dev.esb.cli;

import dev.esb.environment.ContainerPort;
import dev.esb.goal.OutputFormat;
import dev.esb.goal.PortGoal;
import dev.esb.project.Surroundings;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "port", description = "Prints where a published port of a service can be reached, as host:port.")
final class PortCommand extends AbstractPortCommand {
    @Mixin
    private Format format;

    PortCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        OutputFormat output = format.read();
        Optional<ContainerPort> port = port();
        new PortGoal(context()).run(key(), directories(), service(), port, output);
        return 0;
    }
}
