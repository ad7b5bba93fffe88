package dev.esb.cli;

import dev.esb.EsbException;
import dev.esb.checkout.AutomaticName;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.EnvironmentKeySource;
import dev.esb.wrapper.ProjectFile;
import dev.esb.wrapper.ProjectFile.Execution;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
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

    private EnvironmentKey key;

    AbstractEnvironmentCommand(Surroundings surroundings) {
        super(surroundings);
    }

    final EnvironmentKey key() {
        if (key == null) {
            Optional<ProjectFile> project = project();
            Properties given = new Properties();
            if (env != null) {
                given.setProperty("esb.env", env);
            }
            key = EnvironmentKeySource.choose(
                    given,
                    surroundings().variables(),
                    project.flatMap(ProjectFile::env).orElse(null),
                    stack != null
                            ? stack
                            : stackOf(project.map(ProjectFile::executions).orElse(List.of())),
                    () -> AutomaticName.in(module(), surroundings().variables()).value());
        }
        return key;
    }

    /** The stack of the pom. */
    private static String stackOf(List<Execution> executions) {
        List<String> stacks =
                executions.stream().map(Execution::stack).distinct().toList();
        if (stacks.size() > 1) {
            throw new EsbException("This project has several stacks. Name one of them with -Desb.stack=NAME: %s."
                    .formatted(String.join(", ", stacks)));
        }
        return stacks.isEmpty() ? "" : stacks.get(0);
    }

    final Directories directories() {
        return layout().of(key());
    }
}
