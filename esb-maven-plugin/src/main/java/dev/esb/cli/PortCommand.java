package dev.esb.cli;

import dev.esb.environment.ContainerPort;
import dev.esb.goal.OutputFormat;
import dev.esb.goal.PortGoal;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "port", description = "Prints where a published port of a service can be reached, as host:port.")
final class PortCommand extends AbstractEnvironmentCommand {
    @Parameters(index = "0", paramLabel = "SERVICE", description = "The service, as the Compose file names it.")
    private String service;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PORT",
            description = "The port of the container: 80, 53/udp. Default: the only one that it publishes.")
    private String port;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, or json for other programs to read.")
    private String format;

    PortCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        OutputFormat output = OutputFormat.of(format);
        Optional<ContainerPort> wanted =
                Optional.ofNullable(port).map(text -> ContainerPort.read("esb.containerPort", text));
        new PortGoal(context()).run(key(), directories(), service, wanted, output);
        return 0;
    }
}
