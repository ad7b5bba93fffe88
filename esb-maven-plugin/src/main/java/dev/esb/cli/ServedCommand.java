package dev.esb.cli;

import dev.esb.EsbException;
import dev.esb.docker.DockerCli;
import dev.esb.docker.DockerException;
import dev.esb.engine.Engine;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.GoalContext;
import dev.esb.lease.BuildProcess;
import dev.esb.lifecycle.EnvironmentDescription;
import dev.esb.project.ModuleProject;
import dev.esb.project.Project;
import dev.esb.project.Surroundings;
import dev.esb.service.ServicePort;
import dev.esb.terminal.TimedReporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A command that another process calls: one of a user's, or one of those that are for programs alone. {@code describe} prints an {@link EnvironmentDescription},
 * {@code own} makes the process of the server the owner of an environment, and {@code release} takes that down.
 *
 * <p>Those for programs do not go through picocli: the first answer, for which a test waits, comes 0.1 s earlier.
 */
final class ServedCommand {
    private static final int FAILURE = 1;

    /** They need the terminal, or the standard input, of the process that calls. */
    private static final Set<String> WITH_INPUT = Set.of("exec", "shell", "run", "matrix");

    private final Surroundings surroundings;
    private final OwnedEnvironments owned;

    ServedCommand(Surroundings surroundings, OwnedEnvironments owned) {
        this.surroundings = surroundings;
        this.owned = owned;
    }

    /** @return the exit code */
    int run(List<String> words) {
        DockerCli docker = new DockerCli(surroundings.workingDirectory(), surroundings.variables(), line -> {});
        try {
            return run(words, docker);
        } catch (EsbException e) {
            return failed(e.getMessage());
        } catch (IllegalStateException | IllegalArgumentException e) {
            // The process that calls has no other way to learn of it.
            return failed("This should not have happened: " + e);
        } catch (DockerException e) {
            return failed(Engine.fault(e, docker, surroundings.variables())
                    .map(EsbException::getMessage)
                    .orElse(e.getMessage()));
        } finally {
            docker.close();
        }
    }

    private int failed(String message) {
        surroundings.err().println("esb: " + new Hints(surroundings.script()).of(message));
        return FAILURE;
    }

    private int run(List<String> words, DockerCli docker) {
        String name = words.get(0);
        if (WITH_INPUT.contains(name)) {
            throw new EsbException("The command '%s' needs a terminal of its own.".formatted(name));
        }
        Project project = new ModuleProject(surroundings).find();
        Surroundings ofProject = surroundings.in(project.directory());
        switch (name) {
            case "describe" -> describe(project, words, docker);
            case "own" -> {
                EnvironmentKey key = key(project, words);
                owned.take(key, project.layout(option(words, "--home=")).of(key), context(docker));
            }
            case "release" -> {
                int exitCode = Esb.run(ofProject, replaced(words, "down"));
                if (exitCode == 0) {
                    owned.forget(key(project, words));
                }
                return exitCode;
            }
            default -> {
                return Esb.run(ofProject, words.toArray(String[]::new));
            }
        }
        return 0;
    }

    private static String[] replaced(List<String> words, String command) {
        List<String> all = new ArrayList<>(words);
        all.set(0, command);
        return all.toArray(String[]::new);
    }

    private GoalContext context(DockerCli docker) {
        StandardError messages = new StandardError(surroundings.err(), new Hints(surroundings.script()), false, false);
        return new GoalContext(
                docker,
                surroundings.variables(),
                messages,
                surroundings.out()::println,
                new Hints(surroundings.script())::of,
                () -> new TimedReporter(messages),
                () -> BuildProcess.current(System.currentTimeMillis()));
    }

    private void describe(Project project, List<String> words, DockerCli docker) {
        EnvironmentKey key = key(project, words);
        Directories directories = project.layout(option(words, "--home=")).of(key);
        EnvironmentDescription environment =
                EnvironmentDescription.of(docker, key, directories, surroundings.variables());
        print("env", key.name().value());
        print("stack", key.stack());
        print("state", environment.state());
        environment.services().forEach(service -> print("service", service));
        for (ServicePort port : environment.ports()) {
            print("port", "%s %s %s %s".formatted(port.service(), port.port(), port.host(), port.published()));
        }
        environment.properties().forEach((property, value) -> print("property", property + "=" + value));
        print("automatic", String.valueOf(project.isAutomatic()));
        print("bound", String.valueOf(!project.executions().isEmpty()));
    }

    private void print(String what, String value) {
        surroundings.out().println(what + " " + value);
    }

    private static EnvironmentKey key(Project project, List<String> words) {
        return project.key(option(words, "--env="), option(words, "--stack="));
    }

    /** Null for none. */
    private static String option(List<String> words, String prefix) {
        return words.stream()
                .filter(word -> word.startsWith(prefix))
                .map(word -> word.substring(prefix.length()))
                .findFirst()
                .orElse(null);
    }
}
