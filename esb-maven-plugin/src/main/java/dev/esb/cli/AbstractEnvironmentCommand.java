package dev.esb.cli;

import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.project.Surroundings;
import picocli.CommandLine.Option;

/** What the commands have in common that work on one environment. */
abstract class AbstractEnvironmentCommand extends AbstractCommand {
    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME",
            order = 98,
            description = "The environment. Default: ESB_ENV, else what the pom says, else 'default'.")
    private String env;

    @Option(names = "--stack", paramLabel = "NAME", order = 99, description = "The stack, where a project has several.")
    private String stack;

    AbstractEnvironmentCommand(Surroundings surroundings) {
        super(surroundings);
    }

    final EnvironmentKey key() {
        return project().key(env, stack);
    }

    final Directories directories() {
        return project().layout(home()).of(key());
    }
}
