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
     * What Compose reads a stack from.
     *
     * @param directory the working directory, in which Compose looks for files where {@code files} is empty
     * @param project the Compose project
     * @param files the Compose files, later ones over earlier ones; empty to let Compose find them
     * @param profiles the Compose profiles to activate
     * @param envFile the file that Compose reads instead of {@code .env}; empty for {@code .env}
     * @param variables variables for interpolation, in addition to those of this process
     * @param areCopies whether the files are copies from elsewhere, so that their relative paths mean the directory
     */
    record Source(
            Path directory,
            String project,
            List<Path> files,
            List<String> profiles,
            Optional<Path> envFile,
            Map<String, String> variables,
            boolean areCopies) {
        /** Files in their own place. */
        public Source(
                Path directory,
                String project,
                List<Path> files,
                List<String> profiles,
                Optional<Path> envFile,
                Map<String, String> variables) {
            this(directory, project, files, profiles, envFile, variables, false);
        }

        /** The same files with other variables. */
        public Source with(Map<String, String> others) {
            return new Source(directory, project, files, profiles, envFile, others, areCopies);
        }

        /** Copies of the files in place of these. */
        public Source withCopies(List<Path> copies) {
            return new Source(directory, project, copies, profiles, envFile, variables, true);
        }

        List<String> arguments(String... command) {
            // Where TERM is set, Compose writes escape codes even if its output is not a terminal.
            List<String> arguments = new ArrayList<>(List.of("compose", "--ansi", "never", "--progress", "plain"));
            arguments.addAll(List.of("--project-name", project));
            if (areCopies) {
                arguments.addAll(List.of("--project-directory", directory.toString()));
            }
            files.forEach(file -> arguments.addAll(List.of("--file", file.toString())));
            profiles.forEach(profile -> arguments.addAll(List.of("--profile", profile)));
            envFile.ifPresent(file -> arguments.addAll(List.of("--env-file", file.toString())));
            arguments.addAll(List.of(command));
            return arguments;
        }
    }

    /**
     * The stack as Compose understands it: merged, and with absolute paths.
     *
     * @param interpolate whether variables are replaced; if not, {@code ${PORT:-80}} stays as it was written, and the services of every
     *     profile are included
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
        public boolean readsStack() {
            return true;
        }

        @Override
        public List<String> arguments() {
            return arguments("json");
        }

        private List<String> arguments(String format) {
            List<String> arguments = source.arguments("config", "--format", format);
            if (!interpolate) {
                arguments.add("--no-interpolate");
            }
            return arguments;
        }

        @Override
        public ObjectNode parse(String output) {
            requireNoNul(output);
            return (ObjectNode) Json.object(output);
        }

        private static void requireNoNul(String output) {
            if (output.contains("\\u0000")) {
                throw new EsbException(
                        "A text in the stack has a NUL character (\"\\0\"), which no path, name or variable can hold."
                                + " Find it in the Compose file or in what it includes, and take it out.");
            }
        }
    }

    /** As {@link Config}, in the other form in which Compose prints it: some releases lose something in JSON, or fail. */
    record ConfigYaml(Config config) implements ComposeCommand<ObjectNode> {
        @Override
        public Optional<Path> directory() {
            return config.directory();
        }

        @Override
        public Map<String, String> variables() {
            return config.variables();
        }

        @Override
        public boolean readsStack() {
            return true;
        }

        @Override
        public List<String> arguments() {
            return config.arguments("yaml");
        }

        @Override
        public ObjectNode parse(String output) {
            ObjectNode model = ComposeYaml.read(output);
            Config.requireNoNul(model.toString());
            return model;
        }
    }

    /**
     * Reads the rendered file as {@link Up} does, and fails where Compose refuses it. Needs no engine.
     *
     * @param file the rendered file
     * @param projectDirectory the directory against which Compose resolves relative paths
     */
    record Validate(String project, Path file, Path projectDirectory) implements ComposeCommand<Void> {
        @Override
        public List<String> arguments() {
            return List.of(
                    "compose",
                    "--ansi",
                    "never",
                    "--project-name",
                    project,
                    "--project-directory",
                    projectDirectory.toString(),
                    "--file",
                    file.toString(),
                    "config",
                    "--quiet");
        }
    }

    /**
     * As {@link Validate}, for a file that is not written.
     *
     * @param text what would be in the file
     * @param projectDirectory the directory against which Compose resolves relative paths
     */
    record ValidateText(String project, String text, Path projectDirectory) implements ComposeCommand<Void> {
        @Override
        public List<String> arguments() {
            return new Validate(project, Path.of("-"), projectDirectory).arguments();
        }

        @Override
        public Optional<String> input() {
            return Optional.of(text);
        }
    }

    /**
     * Creates and starts what the file describes. Ends when all containers are started, and removes containers of the project whose
     * service is not in the file.
     *
     * @param file the rendered file
     * @param projectDirectory the directory against which Compose resolves relative paths
     * @param build whether images are built even where they exist
     * @param graceSeconds how long a container that is replaced by another may take to end, in seconds. For a container whose service is
     *     not in the file, Compose waits ten seconds all the same
     * @param envFile the file that Compose reads instead of {@code .env}; empty for {@code .env} in the project directory
     * @param variables variables for what Compose reads from its process only now: the values of configs and secrets
     */
    record Up(
            String project,
            Path file,
            Path projectDirectory,
            boolean build,
            int graceSeconds,
            Optional<Path> envFile,
            Map<String, String> variables)
            implements ComposeCommand<Void> {
        /** For a file that needs no values from outside. */
        public Up(String project, Path file, Path projectDirectory, boolean build, int graceSeconds) {
            this(project, file, projectDirectory, build, graceSeconds, Optional.empty(), Map.of());
        }

        @Override
        public boolean readsStack() {
            return true;
        }

        /** Compose looks for a provider ({@code type: ./provider}) where it runs. */
        @Override
        public Optional<Path> directory() {
            return Optional.of(projectDirectory);
        }

        @Override
        public List<String> arguments() {
            List<String> arguments =
                    new ArrayList<>(arguments("--file", file.toString(), "up", "--detach", "--remove-orphans"));
            arguments.addAll(List.of("--timeout", String.valueOf(graceSeconds)));
            if (build) {
                arguments.add("--build");
            }
            return arguments;
        }

        private List<String> arguments(String... command) {
            List<String> arguments = new ArrayList<>(List.of("compose", "--ansi", "never", "--progress", "plain"));
            arguments.addAll(List.of("--project-name", project, "--project-directory", projectDirectory.toString()));
            envFile.ifPresent(path -> arguments.addAll(List.of("--env-file", path.toString())));
            arguments.addAll(List.of(command));
            return arguments;
        }
    }

    /**
     * Builds or pulls images of the rendered file, and starts nothing.
     *
     * @param verb {@code build} or {@code pull}
     * @param services the services whose images are meant
     * @param up how what the file describes will be started
     */
    record Images(String verb, List<String> services, Up up) implements ComposeCommand<Void> {
        @Override
        public boolean readsStack() {
            return true;
        }

        @Override
        public Optional<Path> directory() {
            return up.directory();
        }

        @Override
        public List<String> arguments() {
            List<String> arguments =
                    new ArrayList<>(up.arguments("--file", up.file().toString(), verb));
            arguments.addAll(services);
            return arguments;
        }
    }

    /**
     * Creates the containers that the file describes and that are not there, and starts none.
     *
     * @param up how they will be started
     */
    record Create(Up up) implements ComposeCommand<Void> {
        @Override
        public boolean readsStack() {
            return true;
        }

        @Override
        public Optional<Path> directory() {
            return up.directory();
        }

        @Override
        public List<String> arguments() {
            return up.arguments("--file", up.file().toString(), "up", "--no-start");
        }
    }

    /** Removes the containers, networks and volumes of a project, which Compose finds by their labels, without any file. */
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
     * Stops containers of a project, all at the same time, and starts them again in the order of {@code depends_on}, which Compose knows from
     * their labels, without any file.
     *
     * @param services the services whose containers are restarted; empty for all
     * @param graceSeconds how long a container may take to end, in seconds
     */
    record Restart(String project, List<String> services, int graceSeconds) implements ComposeCommand<Void> {
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("compose", "--ansi", "never", "--progress", "plain"));
            arguments.addAll(List.of("--project-name", project, "restart", "--timeout", String.valueOf(graceSeconds)));
            arguments.addAll(services);
            return arguments;
        }
    }

    /**
     * Stops containers of a project, those that depend on others before these, which Compose knows from their labels, without any file.
     *
     * @param services the services whose containers are stopped
     * @param graceSeconds how long a container may take to end, in seconds
     */
    record Stop(String project, List<String> services, int graceSeconds) implements ComposeCommand<Void> {
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("compose", "--ansi", "never", "--progress", "plain"));
            arguments.addAll(List.of("--project-name", project, "stop", "--timeout", String.valueOf(graceSeconds)));
            arguments.addAll(services);
            return arguments;
        }
    }

    /**
     * The logs of a project, each line with the container's name before it.
     *
     * @param follow whether the command goes on until the last container stops
     * @param since a time or a duration such as {@code 10m}, as {@code docker compose logs --since} takes it; empty for all
     * @param tail how many lines of each container, or {@code all}
     * @param services the services whose logs are wanted; empty for all
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
