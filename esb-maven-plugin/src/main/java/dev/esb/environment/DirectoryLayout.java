package dev.esb.environment;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the environments of one user keep files: below each of three directories, every environment has one of its own.
 *
 * @param home holds what belongs to environments, {@code ~/.esb}
 * @param sockets holds their sockets, {@code /var/run/esb} or {@code $XDG_RUNTIME_DIR/esb}
 * @param output holds what a build wants to keep, {@code target/esb}
 */
public record DirectoryLayout(Path home, Path sockets, Path output) {

    /**
     * The layout of this user; nothing is created.
     *
     * @param buildDirectory the build's output directory, usually {@code target}
     * @param variables the process environment, for {@code XDG_RUNTIME_DIR}
     */
    public static DirectoryLayout of(Path home, Path buildDirectory, Map<String, String> variables) {
        return new DirectoryLayout(home, runtimeDirectory(variables).resolve("esb"), buildDirectory.resolve("esb"));
    }

    /** The directories of an environment; nothing is created. */
    public Directories of(EnvironmentKey key) {
        // One level for all, so that no environment's directory is inside another's; no legal name has an "@".
        return named(key.name() + (key.stack().isEmpty() ? "" : "@" + key.stack()));
    }

    /** The directories of an environment, by the name that all three of them have. */
    public Directories named(String name) {
        return new Directories(home.resolve(name), sockets.resolve(name), output.resolve(name));
    }

    /** As the XDG Base Directory Specification has it, and {@code /var/run} for root. */
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
