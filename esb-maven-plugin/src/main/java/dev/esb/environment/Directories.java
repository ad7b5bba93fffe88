package dev.esb.environment;

import java.nio.file.Path;

/**
 * Where one environment keeps files on the host; {@link DirectoryLayout} decides on it.
 *
 * @param config what belongs to the environment and ends with it, {@code ~/.esb/<env>}
 * @param sockets where its sockets go, {@code /var/run/esb/<env>} or {@code $XDG_RUNTIME_DIR/esb/<env>}
 * @param output what a build wants to keep, {@code target/esb/<env>}: the rendered file, results and logs
 */
public record Directories(Path config, Path sockets, Path output) {

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
}
