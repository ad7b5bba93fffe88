package dev.esb.environment;

import java.nio.file.Path;

/**
 * The directories of one environment on the host; {@link DirectoryLayout} decides where they are.
 *
 * @param config the environment's files, which {@code down} removes: {@code ~/.esb/<env>}
 * @param sockets the environment's sockets, which {@code down} removes: {@code /var/run/esb/<env>} or {@code $XDG_RUNTIME_DIR/esb/<env>},
 *     else {@code ~/.esb/.run/<env>}
 * @param output the files that {@code down} leaves, such as the rendered file, results and logs: {@code target/esb/<env>}
 */
public record Directories(Path config, Path sockets, Path output) {

    /** Certificates and keys, {@code ~/.esb/<env>/certs}. */
    public Path certificates() {
        return config.resolve("certs");
    }

    /** Moved bind mounts of the stack, {@code ~/.esb/<env>/data}. */
    public Path data() {
        return config.resolve("data");
    }

    /** The rendered file, which Compose runs. */
    public Path renderedFile() {
        return output.resolve("compose.yml");
    }

    /** The directory with a log file for each service. */
    public Path logs() {
        return output.resolve("logs");
    }

    /** The directory with what is known of the last {@code up}, if it failed. */
    public Path failure() {
        return output.resolve("failure");
    }
}
