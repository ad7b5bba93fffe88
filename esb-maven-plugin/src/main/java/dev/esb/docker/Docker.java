package dev.esb.docker;

import java.util.function.Consumer;

/**
 * Runs {@code docker} commands. Everything that needs an engine takes this interface, so that tests can pass one that answers from a
 * map. Implementations are safe for use by several threads.
 */
public interface Docker {

    /**
     * Runs a command and reads its answer.
     *
     * @throws DockerException when the command does not succeed
     * @throws dev.esb.CancelledException when the calling thread is interrupted; the command has ended by then
     * @throws dev.esb.EsbException when there is no {@code docker} command
     */
    <R> R run(DockerCommand<R> command);

    /**
     * Runs a command and hands over each line of its output and of its error output as it comes.
     *
     * @param stopSwitch ends the command from another thread
     * @throws DockerException when the command does not succeed
     * @throws dev.esb.CancelledException when the calling thread is interrupted; the command has ended by then
     * @throws dev.esb.EsbException when there is no {@code docker} command
     */
    void stream(DockerCommand<?> command, Consumer<String> lines, StopSwitch stopSwitch);

    /** As {@link #stream(DockerCommand, Consumer, StopSwitch)}, for a command that runs to its own end. */
    default void stream(DockerCommand<?> command, Consumer<String> lines) {
        stream(command, lines, new StopSwitch());
    }

    /**
     * Checks that commands can still be run, before the caller does work that has no meaning without them.
     *
     * @throws dev.esb.EsbException when commands are refused because the build is ending
     */
    void requireOpen();
}
