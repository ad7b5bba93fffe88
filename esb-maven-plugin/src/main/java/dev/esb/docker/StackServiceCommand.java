package dev.esb.docker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Commands of Compose that end single services, which it can do only with their definition. They run in the directory of the stack. */
public sealed interface StackServiceCommand extends DockerCommand<Void> {

    /**
     * Where the services are defined.
     *
     * @param file a Compose file with these services and maybe others
     * @param directory the directory of the stack, where a provider can be ({@code type: ./provider}); it need not be there any more
     */
    record Definition(String project, Path file, Path directory) {
        private List<String> arguments(List<String> command, List<String> services) {
            List<String> arguments = new ArrayList<>(List.of("compose", "--ansi", "never", "--progress", "plain"));
            arguments.addAll(List.of("--project-name", project, "--project-directory", directory.toString()));
            arguments.addAll(List.of("--file", file.toString()));
            arguments.addAll(command);
            arguments.addAll(services);
            return arguments;
        }
    }

    Definition definition();

    /** A process cannot start in a directory that is not there. */
    @Override
    default Optional<Path> directory() {
        return Optional.of(definition().directory()).filter(Files::isDirectory);
    }

    /** Runs the {@code pre_stop} hooks of the services, and stops their containers. Compose waits for the hooks without a limit. */
    record Stop(Definition definition, List<String> services, int graceSeconds) implements StackServiceCommand {
        @Override
        public List<String> arguments() {
            return definition.arguments(List.of("stop", "--timeout", String.valueOf(graceSeconds)), services);
        }
    }

    /** Has the providers of the services remove what they have made. Compose waits for them without a limit. */
    record Down(Definition definition, List<String> services) implements StackServiceCommand {
        @Override
        public List<String> arguments() {
            return definition.arguments(List.of("down", "--timeout", "0"), services);
        }
    }
}
