package dev.esb.docker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of the {@code docker} command line.
 *
 * @param <R> what the command answers
 */
public sealed interface DockerCommand<R>
        permits ComposeCommand,
                ContainerCommand,
                EngineCommand,
                ImageCommand,
                NetworkCommand,
                ResourceCommand,
                VolumeCommand {

    /** The arguments after {@code docker}. */
    List<String> arguments();

    /** Where the command runs; empty where it does not matter. */
    default Optional<Path> directory() {
        return Optional.empty();
    }

    /** Variables that the command sees beside those of this process. */
    default Map<String, String> variables() {
        return Map.of();
    }

    /**
     * Whether the command did what it was to do, although it says that something is wrong.
     *
     * @param error what it wrote to its standard error
     */
    default boolean succeeds(int exitCode, String error) {
        return exitCode == 0;
    }

    /** Reads the answer from what the command wrote to its standard output; null where that is of no interest. */
    default R parse(String output) {
        return null;
    }
}
