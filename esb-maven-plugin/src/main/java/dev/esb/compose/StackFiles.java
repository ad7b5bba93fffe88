package dev.esb.compose;

import dev.esb.EsbException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Compose files of a stack, and the directory in which Compose runs.
 *
 * @param directory the working directory of Compose, in which it reads {@code .env}
 * @param files the files for the options {@code --file}; empty to let Compose find its files in the directory
 * @param areInVariable whether Compose finds its files in the variable {@code COMPOSE_FILE}
 */
public record StackFiles(Path directory, List<Path> files, boolean areInVariable) {
    /** In the order in which Compose looks for them (DefaultFileNames in compose-go). */
    private static final List<String> NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

    private static final List<String> OVERRIDES = List.of(
            "compose.override.yml",
            "compose.override.yaml",
            "docker-compose.override.yml",
            "docker-compose.override.yaml");

    private static final Pattern IN_ENV_FILE = Pattern.compile("\\s*(?:export\\s+)?COMPOSE_FILE\\s*[=:]");

    StackFiles(Path directory, List<Path> files) {
        this(directory, files, false);
    }

    /**
     * Finds the files: the given ones, else those that Compose finds in the base directory, else those that Compose finds in its
     * subdirectory {@code compose}.
     *
     * @param given files, absolute or relative to the base directory; may be empty
     * @param variables the environment variables of the process, for {@code COMPOSE_FILE}
     * @throws EsbException when a given file does not exist or cannot be read, or none is found
     */
    public static StackFiles find(Path baseDirectory, List<Path> given, Map<String, String> variables) {
        if (!given.isEmpty()) {
            List<Path> files = given.stream()
                    .map(file -> baseDirectory.resolve(file).normalize())
                    .toList();
            files.forEach(StackFiles::requireFile);
            return new StackFiles(files.get(0).getParent(), files);
        }
        return directory(baseDirectory, variables)
                .map(directory -> new StackFiles(directory, List.of(), choosesFiles(directory, variables)))
                .orElseThrow(() ->
                        new EsbException("There is no Compose file in '%s' or its 'compose' directory (looked for %s)."
                                        .formatted(baseDirectory, String.join(", ", NAMES))
                                + " Name yours: -Desb.files=path/to/compose.yml, or <files> in the pom."));
    }

    /** Whether {@link #find} finds files when none are given. */
    public static boolean areIn(Path baseDirectory, Map<String, String> variables) {
        return directory(baseDirectory, variables).isPresent();
    }

    private static Optional<Path> directory(Path baseDirectory, Map<String, String> variables) {
        if (choosesFiles(baseDirectory, variables)) {
            return Optional.of(baseDirectory);
        }
        return Stream.of(baseDirectory, baseDirectory.resolve("compose"))
                .filter(StackFiles::hasFile)
                .findFirst();
    }

    /** The paths of the files, also of those that Compose finds; empty when {@code COMPOSE_FILE} names them. */
    List<Path> named() {
        if (!files.isEmpty() || areInVariable) {
            return files;
        }
        List<Path> named = new ArrayList<>();
        first(NAMES).ifPresent(named::add);
        first(OVERRIDES).ifPresent(named::add);
        return named;
    }

    private Optional<Path> first(List<String> names) {
        return names.stream()
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The files, or the directory if Compose finds them there, for messages. */
    @Override
    public String toString() {
        return files.isEmpty()
                ? directory.toString()
                : String.join(", ", files.stream().map(Path::toString).toList());
    }

    private static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new EsbException(
                    "The Compose file '%s' (esb.files) is not there or not a file. Paths are relative to the module's"
                                    .formatted(file)
                            + " base directory; separate several with commas.");
        }
        if (!Files.isReadable(file)) {
            throw new EsbException(
                    "The Compose file '%s' (esb.files) cannot be read. Check its permissions.".formatted(file));
        }
    }

    private static boolean hasFile(Path directory) {
        return NAMES.stream().anyMatch(name -> Files.isRegularFile(directory.resolve(name)));
    }

    /**
     * Whether {@code COMPOSE_FILE} names the files, as an environment variable or in {@code .env} (<a
     * href="https://docs.docker.com/compose/how-tos/environment-variables/envvars/#compose_file">Compose: COMPOSE_FILE</a>).
     */
    private static boolean choosesFiles(Path directory, Map<String, String> variables) {
        if (!variables.getOrDefault("COMPOSE_FILE", "").isEmpty()) {
            return true;
        }
        Path dotEnv = directory.resolve(".env");
        if (isTrue(variables.getOrDefault("COMPOSE_DISABLE_ENV_FILE", "")) || !Files.isReadable(dotEnv)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(dotEnv)) {
            return lines.anyMatch(line -> IN_ENV_FILE.matcher(line).lookingAt());
        } catch (IOException | UncheckedIOException e) {
            // Compose reads the same file next, and reports in more detail what is wrong with it.
            return false;
        }
    }

    /** As Compose reads it (strconv.ParseBool). */
    private static boolean isTrue(String value) {
        return List.of("1", "t", "true").contains(value.toLowerCase(Locale.ROOT));
    }
}
