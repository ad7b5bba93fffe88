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
                home.resolve(name(key)),
                runtimeDirectory(variables).resolve("esb").resolve(name(key)),
                buildDirectory.resolve("esb").resolve(name(key)));
    }

    /** Certificates and keys, {@code ~/.esb/<env>/certs}. */
    public Path certificates() {
        return config.resolve("certs");
    }

    /** Run-time data that the stack's files keep on the host, {@code ~/.esb/<env>/data}. */
    public Path data() {
        return config.resolve("data");
    }

    /** Held by whoever makes or removes its directories; beside them, because it outlives them. */
    public Path lock() {
        return config.resolveSibling(config.getFileName() + EnvironmentLock.SUFFIX);
    }

    /** The rendered file, which Compose runs. */
    public Path renderedFile() {
        return output.resolve("compose.yml");
    }

    /** A file for the log of each service. */
    public Path logs() {
        return output.resolve("logs");
    }

    /** The directories of another environment of the same user and build. */
    public Directories of(EnvironmentKey key) {
        return named(name(key));
    }

    /** The directories of another environment, by the name that they all have. */
    public Directories named(String name) {
        return new Directories(config.resolveSibling(name), sockets.resolveSibling(name), output.resolveSibling(name));
    }

    /** One level for all, so that no environment's directory is inside another's; no legal name has an "@". */
    private static String name(EnvironmentKey key) {
        return key.name() + (key.stack().isEmpty() ? "" : "@" + key.stack());
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
