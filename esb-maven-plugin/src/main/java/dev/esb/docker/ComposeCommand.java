package dev.esb.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.EsbException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands of the Compose plugin. */
public sealed interface ComposeCommand<R> extends DockerCommand<R> {

    /**
     * What Compose reads.
     *
     * @param directory where Compose runs, and where it looks for files that are not named
     * @param project the Compose project
     * @param files the Compose files; empty where Compose finds them itself
     * @param profiles the profiles that are asked for
     * @param envFile what Compose reads instead of {@code .env}
     * @param variables what the files can use beside the variables of this process
     */
    record Source(
            Path directory,
            String project,
            List<Path> files,
            List<String> profiles,
            Optional<Path> envFile,
            Map<String, String> variables) {
        /** The same files with other variables. */
        public Source with(Map<String, String> others) {
            return new Source(directory, project, files, profiles, envFile, others);
        }

        /** Other files in place of these. */
        public Source with(List<Path> others) {
            return new Source(directory, project, others, profiles, envFile, variables);
        }

        List<String> arguments(String... command) {
            // Without a terminal in sight, Compose would still choose escape codes where TERM is set.
            List<String> arguments = new ArrayList<>(List.of("compose", "--ansi", "never", "--progress", "plain"));
            arguments.addAll(List.of("--project-name", project));
            files.forEach(file -> arguments.addAll(List.of("--file", file.toString())));
            profiles.forEach(profile -> arguments.addAll(List.of("--profile", profile)));
            envFile.ifPresent(file -> arguments.addAll(List.of("--env-file", file.toString())));
            arguments.addAll(List.of(command));
            return arguments;
        }
    }

    /**
     * The stack as Compose understands it, with absolute paths.
     *
     * @param interpolate whether variables are replaced; without it, {@code ${PORT:-80}} stays as it was written, and
     *     services of every profile are there
     */
    record Config(Source source, boolean interpolate) implements ComposeCommand<ObjectNode> {
        @Override
        public Optional<Path> directory() {
            return Optional.of(source.directory());
        }

        @Override
        public Map<String, String> variables() {
            return source.variables();
        }

        @Override
        public List<String> arguments() {
            List<String> arguments = source.arguments("config", "--format", "json");
            if (!interpolate) {
                arguments.add("--no-interpolate");
            }
            return arguments;
        }

        @Override
        public ObjectNode parse(String output) {
            if (output.contains("\\u0000")) {
                throw new EsbException(
                        "A text in the stack has a NUL character (\"\\0\"), which no path, name or variable can hold."
                                + " Find it in the Compose file or in what it includes, and take it out.");
            }
            return (ObjectNode) Json.object(output);
        }
    }

    /** Creates and starts what the file describes, and returns when all containers are started. */
    record Up(String project, Path file, Path projectDirectory, boolean build) implements ComposeCommand<Void> {
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("compose", "--ansi", "never", "--progress", "plain"));
            arguments.addAll(List.of("--project-name", project, "--project-directory", projectDirectory.toString()));
            arguments.addAll(List.of("--file", file.toString(), "up", "--detach", "--remove-orphans"));
            if (build) {
                arguments.add("--build");
            }
            return arguments;
        }
    }

    /** Removes a project's containers, networks and volumes, found by their labels alone. */
    record Down(String project) implements ComposeCommand<Void> {
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("compose", "--ansi", "never", "--progress", "plain"));
            arguments.addAll(
                    List.of("--project-name", project, "down", "--remove-orphans", "--volumes", "--timeout", "0"));
            return arguments;
        }
    }

    /**
     * A project's logs, each line with the container's name before it.
     *
     * @param since a time or a duration such as {@code 10m}, as {@code docker compose logs} takes it
     * @param tail how many lines of each container, or {@code all}
     */
    record Logs(String project, boolean follow, Optional<String> since, String tail, List<String> services)
            implements ComposeCommand<Void> {
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("compose", "--ansi", "never", "--project-name", project));
            arguments.addAll(List.of("logs", "--no-color", "--tail", tail));
            if (follow) {
                arguments.add("--follow");
            }
            since.ifPresent(time -> arguments.addAll(List.of("--since", time)));
            arguments.addAll(services);
            return arguments;
        }
    }
}
