package dev.esb.cli;

import dev.esb.environment.ContainerPort;
import dev.esb.goal.OpenGoal;
import dev.esb.parameter.UrlParts;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "open", description = "Opens a published port of a service in the browser, and prints the URL.")
final class OpenCommand extends AbstractEnvironmentCommand {
    @Parameters(index = "0", paramLabel = "SERVICE", description = "The service, as the Compose file names it.")
    private String service;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PORT",
            description = "The port of the container: 80, 53/udp. Default: the only one that it publishes.")
    private String port;

    @Option(
            names = "--scheme",
            paramLabel = "SCHEME",
            description = "The scheme of the URL. Default: https where the port is 443 or 8443, else http.")
    private String scheme;

    @Option(names = "--path", paramLabel = "PATH", defaultValue = "/", description = "The path of the URL.")
    private String path;

    OpenCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run() {
        Optional<ContainerPort> wanted =
                Optional.ofNullable(port).map(text -> ContainerPort.read("esb.containerPort", text));
        UrlParts parts = UrlParts.read(scheme, path);
        new OpenGoal(context()).run(key(), directories(), service, wanted, parts);
        return 0;
    }
}
