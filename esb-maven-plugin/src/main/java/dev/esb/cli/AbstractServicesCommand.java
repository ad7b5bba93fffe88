package dev.esb.cli;

import dev.esb.project.Surroundings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** What the commands have in common that work on several services of an environment. */
abstract class AbstractServicesCommand extends AbstractEnvironmentCommand {
    @Parameters(arity = "0..*", paramLabel = "SERVICE", description = "The services. Default: all.")
    private List<String> services = new ArrayList<>();

    AbstractServicesCommand(Surroundings surroundings) {
        super(surroundings);
    }

    final List<String> services() {
        return services;
    }
}
