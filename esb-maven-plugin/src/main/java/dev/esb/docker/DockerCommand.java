package dev.esb.docker;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One {@code docker} command. The implementations are records, so two commands with the same arguments are equal.
 *
 * @param <R> the type of the answer
 */
public sealed interface DockerCommand<R>
        permits ComposeCommand,
                ContainerCommand,
                EngineCommand,
                HostProgram,
                ImageCommand,
                NetworkCommand,
                ResourceCommand,
                StackServiceCommand,
                VolumeCommand {

    /** The arguments after {@code docker}. */
    List<String> arguments();

    /** The working directory; empty where it makes no difference. */
    default Optional<Path> directory() {
        return Optional.empty();
    }

    /** Environment variables for the command, in addition to those of this process. */
    default Map<String, String> variables() {
        return Map.of();
    }

    /** Whether the command reads the user's stack, so that variables count that name its files, its profiles, and files of variables. */
    default boolean readsStack() {
        return false;
    }

    /** What the command reads from its standard input; empty where it reads nothing, or no text. */
    default Optional<String> input() {
        return Optional.empty();
    }

    /**
     * Opens what the command reads from its standard input, for one run.
     *
     * @throws dev.esb.EsbException when it cannot be read
     */
    default Optional<InputStream> openInput() {
        return input().map(text -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Whether the command succeeded. Commands override this where a failure is harmless, such as that of removing what is not there.
     *
     * @param error the last lines of its standard error
     */
    default boolean succeeds(int exitCode, String error) {
        return exitCode == 0;
    }

    /**
     * Whether it failed because another process is doing the same at this moment, so that it is run again until that has ended. A command that is only
     * streamed is not.
     *
     * @param error as for {@link #succeeds}
     */
    default boolean isUnderWay(String error) {
        return false;
    }

    /** Reads the answer from the command's standard output; null for a command without an answer. */
    default R parse(String output) {
        return null;
    }
}
