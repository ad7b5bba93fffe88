package dev.esb.project;

import dev.esb.EsbException;
import dev.esb.checkout.AutomaticName;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.EnvironmentKeySource;
import dev.esb.parameter.HomeParameter;
import dev.esb.wrapper.ProjectFile;
import dev.esb.wrapper.ProjectFile.Execution;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The project for which commands are run.
 *
 * @param directory the one with {@code .esb.properties}
 * @param file what that says; empty where there is none
 * @param variables the environment variables of this process
 */
public record Project(Path directory, Optional<ProjectFile> file, Map<String, String> variables) {

    /** The one of a directory, which need not have the file. */
    public static Project in(Path directory, Map<String, String> variables) {
        return new Project(directory, ProjectFile.in(directory), variables);
    }

    /** The directory of the module with the stack. */
    public Path module() {
        return directory.resolve(file.map(ProjectFile::module).orElse("")).normalize();
    }

    /** The executions of {@code up} in the pom. */
    public List<Execution> executions() {
        return file.map(ProjectFile::executions).orElse(List.of());
    }

    /**
     * The environment that a user means.
     *
     * @param env null for that of the variable {@code ESB_ENV} or of the pom
     * @param stack null for that of the pom
     * @throws EsbException when a name is not legal, or the pom has several stacks
     */
    public EnvironmentKey key(String env, String stack) {
        Properties given = new Properties();
        if (env != null) {
            given.setProperty("esb.env", env);
        }
        return EnvironmentKeySource.choose(
                given,
                variables,
                file.flatMap(ProjectFile::env).orElse(null),
                stack != null ? stack : onlyStack(),
                () -> AutomaticName.in(module(), variables).value());
    }

    /** Whether the name is one that Maven keeps for the checkout ({@code auto}). */
    public boolean isAutomatic() {
        return EnvironmentKeySource.isAutomatic(
                new Properties(), variables, file.flatMap(ProjectFile::env).orElse(null));
    }

    private String onlyStack() {
        List<String> stacks =
                executions().stream().map(Execution::stack).distinct().toList();
        if (stacks.size() > 1) {
            throw severalStacks();
        }
        return stacks.isEmpty() ? "" : stacks.get(0);
    }

    /** For a command that has to know which of the stacks is meant. */
    public EsbException severalStacks() {
        return new EsbException("This project has several stacks. Name one of them with -Desb.stack=NAME: %s."
                .formatted(String.join(
                        ", ",
                        executions().stream().map(Execution::stack).distinct().toList())));
    }

    /**
     * The directories of environments.
     *
     * @param home null for that of the pom, else {@code ~/.esb}
     * @throws EsbException when it cannot be a directory
     */
    public DirectoryLayout layout(String home) {
        return layout(HomeParameter.read(home(home), module()));
    }

    /** As {@link #layout}, also where a file is in the way. */
    public DirectoryLayout layoutAsNamed(String home) {
        return layout(HomeParameter.path(home(home), module()));
    }

    private String home(String given) {
        String userHome = System.getProperty("user.home");
        // The file has the expression of the pom, because it is another directory for each user.
        return given != null
                ? given
                : file.flatMap(ProjectFile::home).orElse("${user.home}/.esb").replace("${user.home}", userHome);
    }

    private DirectoryLayout layout(Path home) {
        Path target = module().resolve(file.map(ProjectFile::target).orElse("target"));
        return DirectoryLayout.of(home, target, variables);
    }
}
