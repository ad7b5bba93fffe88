package dev.esb.docker;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The variables of a {@code docker} process: those of this process, without what would change what a command does or how it prints.
 *
 * <p>All others are the user's and stay, among them these of Compose and Docker: {@code COMPOSE_COMPATIBILITY} (names of containers with
 * underscores), {@code COMPOSE_PARALLEL_LIMIT}, {@code COMPOSE_BAKE}, {@code COMPOSE_EXPERIMENTAL}, {@code COMPOSE_DOCKER_CLI_BUILD},
 * {@code DOCKER_BUILDKIT}, {@code BUILDX_BUILDER}, {@code DOCKER_DEFAULT_PLATFORM} (how images are made, and for what), and
 * {@code DOCKER_HOST}, {@code DOCKER_CONTEXT}, {@code DOCKER_CONFIG}, {@code DOCKER_API_VERSION} (where the engine is).
 */
final class ProcessVariables {
    private static final String ENV_FILES = "COMPOSE_ENV_FILES";

    /**
     * How Compose prints, since its output is read here, and what contradicts an option of the commands. They are set rather than taken
     * away, because Compose takes from {@code .env} what its process does not have.
     */
    private static final Map<String, String> FIXED = Map.of(
            // "always": Compose fails, since that cannot be combined with "--progress plain".
            "COMPOSE_ANSI", "never",
            "COMPOSE_PROGRESS", "plain",
            "BUILDKIT_PROGRESS", "plain",
            // The reason for a failure is read from the error output.
            "COMPOSE_STATUS_STDOUT", "false",
            // Compose fails, since that cannot be combined with "--remove-orphans".
            "COMPOSE_IGNORE_ORPHANS", "false",
            "COMPOSE_MENU", "false");

    /** What the options {@code --project-name} and {@code --remove-orphans} say, which the commands have where it matters. */
    private static final List<String> IN_OPTIONS = List.of("COMPOSE_PROJECT_NAME", "COMPOSE_REMOVE_ORPHANS");

    /**
     * What the user's stack is made of. Only the commands that read it have these: others find a project by its labels, and would fail
     * where a file is not there that they have no use for.
     */
    private static final List<String> OF_STACK = List.of(
            "COMPOSE_FILE",
            "COMPOSE_PATH_SEPARATOR",
            "COMPOSE_PROFILES",
            ENV_FILES,
            "COMPOSE_DISABLE_ENV_FILE",
            "COMPOSE_CONVERT_WINDOWS_PATHS");

    private ProcessVariables() {}

    /**
     * @param own the variables of this process
     * @param directory where the user is: relative paths of {@code COMPOSE_ENV_FILES} are relative to it, wherever a command runs
     */
    static Map<String, String> of(DockerCommand<?> command, Map<String, String> own, Path directory) {
        Map<String, String> variables = new HashMap<>(own);
        IN_OPTIONS.forEach(variables::remove);
        if (command.readsStack()) {
            variables.computeIfPresent(ENV_FILES, (name, files) -> absolute(files, directory));
        } else {
            OF_STACK.forEach(variables::remove);
        }
        variables.putAll(command.variables());
        variables.putAll(FIXED);
        return variables;
    }

    /** An empty list stays one. */
    private static String absolute(String files, Path directory) {
        return Arrays.stream(files.split(","))
                .map(String::strip)
                .map(file -> file.isEmpty() ? "" : directory.resolve(file).toString())
                .collect(Collectors.joining(","));
    }
}
