package dev.esb.environment;

import java.nio.file.Path;
import java.util.Map;

/**
 * The directories that hold the directories of environments: in each of the three, every environment of a user has one of its own.
 *
 * @param home holds the files of environments, {@code ~/.esb}
 * @param sockets holds their sockets, {@code /var/run/esb} or {@code $XDG_RUNTIME_DIR/esb}
 * @param output holds the files that a build keeps, {@code target/esb}
 */
public record DirectoryLayout(Path home, Path sockets, Path output) {

    /**
     * The layout for the user that runs this process. Creates nothing.
     *
     * @param home the directory for the files of environments
     * @param buildDirectory the build's output directory, usually {@code target}
     * @param variables the environment variables of the process, for {@code XDG_RUNTIME_DIR}
     */
    public static DirectoryLayout of(Path home, Path buildDirectory, Map<String, String> variables) {
        return new DirectoryLayout(home, runtimeDirectory(variables).resolve("esb"), buildDirectory.resolve("esb"));
    }

    /** The directories of an environment. Creates nothing. */
    public Directories of(EnvironmentKey key) {
        // All on one level, so that no environment's directory is inside another's. No legal name contains an "@".
        return named(key.name() + (key.stack().isEmpty() ? "" : "@" + key.stack()));
    }

    /** The directories of an environment by their common name, such as {@code e2e-1} or {@code e2e-1@orders}. */
    public Directories named(String name) {
        return new Directories(home.resolve(name), sockets.resolve(name), output.resolve(name));
    }

    /**
     * {@code /var/run} for root, else {@code XDG_RUNTIME_DIR} (<a
     * href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>), else a directory of the
     * user's below the one for temporary files.
     */
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
