package dev.esb.cli;

import dev.esb.environment.ContainerPort;
import dev.esb.goal.OpenGoal;
import dev.esb.parameter.UrlParts;
import dev.esb.project.Surroundings;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "open", description = "Opens a published port of a service in the browser, and prints the URL.")
final class OpenCommand extends AbstractPortCommand {
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
        Optional<ContainerPort> port = port();
        UrlParts parts = UrlParts.read(scheme, path);
        new OpenGoal(context()).run(key(), directories(), service(), port, parts);
        return 0;
    }
}
