package dev.esb.docker;

import java.util.List;

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
