package dev.esb.cli;

import dev.esb.project.Surroundings;
import picocli.CommandLine.Parameters;

/** What the commands have in common that work on one service of an environment. */
abstract class AbstractServiceCommand extends AbstractEnvironmentCommand {
    @Parameters(index = "0", paramLabel = "SERVICE", description = "The service, as the Compose file names it.")
    private String service;

    AbstractServiceCommand(Surroundings surroundings) {
        super(surroundings);
    }

    final String service() {
        return service;
    }
}
