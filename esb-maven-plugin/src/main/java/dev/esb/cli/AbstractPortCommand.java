package dev.esb.cli;

import dev.esb.environment.ContainerPort;
import dev.esb.project.Surroundings;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** What the commands have in common that work on one published port of a service. */
abstract class AbstractPortCommand extends AbstractServiceCommand {
    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PORT",
            description = "The port of the container: 80, 53/udp. Default: the only one that it publishes.")
    private String port;

    AbstractPortCommand(Surroundings surroundings) {
        super(surroundings);
    }

    final Optional<ContainerPort> port() {
        return Optional.ofNullable(port).map(text -> ContainerPort.read("esb.containerPort", text));
    }
}
