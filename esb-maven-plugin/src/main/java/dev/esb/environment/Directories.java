package dev.esb.environment;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where an environment keeps files on the host.
 *
 * @param config what belongs to the environment and ends with it, {@code ~/.esb/<env>}
 * @param sockets where its sockets go, {@code /var/run/esb/<env>} or {@code $XDG_RUNTIME_DIR/esb/<env>}
 * @param output what a build wants to keep, {@code target/esb/<env>}: the rendered file, results and logs
 */
public record Directories(Path config, Path sockets, Path output) {

    /**
     * The directories of an environment; nothing is created.
     *
     * @param home the directory that holds all environments of this user
     * @param buildDirectory the build's output directory, usually {@code target}
     * @param variables the process environment, for {@code XDG_RUNTIME_DIR}
     */
    public static Directories of(EnvironmentKey key, Path home, Path buildDirectory, Map<String, String> variables) {
        return new Directories(
                within(home, key),
                within(runtimeDirectory(variables).resolve("esb"), key),
                within(buildDirectory.resolve("esb"), key));
    }

    /** Certificates and keys, {@code ~/.esb/<env>/certs}. */
    public Path certificates() {
        return config.resolve("certs");
    }

    /** Run-time data that the stack's files keep on the host, {@code ~/.esb/<env>/data}. */
    public Path data() {
        return config.resolve("data");
    }

    /** The rendered file, which Compose runs. */
    public Path renderedFile() {
        return output.resolve("compose.yml");
    }

    /** A file for the log of each service. */
    public Path logs() {
        return output.resolve("logs");
    }

    private static Path within(Path parent, EnvironmentKey key) {
        Path own = parent.resolve(key.name().value());
        return key.stack().isEmpty() ? own : own.resolve("stacks").resolve(key.stack());
    }

    /** As the XDG Base Directory Specification has it, and the place that belongs to root for root. */
    private static Path runtimeDirectory(Map<String, String> variables) {
        if (System.getProperty("user.name").equals("root")) {
            return Path.of("/var/run");
        }
        String xdg = variables.get("XDG_RUNTIME_DIR");
        return xdg == null || xdg.isBlank()
                ? Path.of(System.getProperty("java.io.tmpdir"), "esb-" + System.getProperty("user.name"))
                : Path.of(xdg);
    }
}
