package dev.esb.docker;

import java.io.OutputStream;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs {@code docker} commands. Everything that needs an engine takes this interface, so that tests can pass an implementation that
 * answers from a map. Implementations are safe for use by several threads.
 */
public interface Docker {

    /** The environment variables that each command sees, of which some say where the engine is. */
    Map<String, String> variables();

    /**
     * Runs a command and reads its answer.
     *
     * @throws DockerException when the command does not succeed
     * @throws dev.esb.CancelledException when the calling thread is interrupted; the command has ended by then
     * @throws dev.esb.EsbException when there is no {@code docker} command
     */
    <R> R run(DockerCommand<R> command);

    /**
     * Runs a command and passes on each line of its standard output and standard error as it comes. Returns when the command has ended.
     *
     * @param lines receives the lines one after another, in two threads; when it throws, the command is ended and this method throws the same
     * @param stopSwitch ends the command from another thread
     * @throws DockerException when the command does not succeed
     * @throws dev.esb.CancelledException when the calling thread is interrupted; the command has ended by then
     * @throws dev.esb.EsbException when there is no {@code docker} command
     */
    void stream(DockerCommand<?> command, Consumer<String> lines, StopSwitch stopSwitch);

    /** As {@link #stream(DockerCommand, Consumer, StopSwitch)}, for a command that no other thread ends. */
    default void stream(DockerCommand<?> command, Consumer<String> lines) {
        stream(command, lines, new StopSwitch());
    }

    /**
     * Runs a command and passes on its standard output as it is, byte for byte, as it comes. Returns when the command has ended. Does not close the
     * receiver.
     *
     * @param receiver is written to in another thread; when it throws, the command is ended and this method throws the same, an {@link
     *     java.io.IOException} as an {@link java.io.UncheckedIOException}
     * @param stopSwitch ends the command from another thread, or from the receiver; it fails then
     * @throws DockerException when the command does not succeed
     * @throws dev.esb.CancelledException when the calling thread is interrupted; the command has ended by then
     * @throws dev.esb.EsbException when there is no {@code docker} command
     */
    void copyOutput(DockerCommand<?> command, OutputStream receiver, StopSwitch stopSwitch);

    /**
     * Runs a command that has the standard input, output and error output of this process itself, such as a shell in a terminal. Returns
     * when the command has ended.
     *
     * @return the exit code of the command, whatever it is
     * @throws dev.esb.CancelledException when the calling thread is interrupted; the command has ended by then
     * @throws dev.esb.EsbException when there is no {@code docker} command
     */
    int passThrough(DockerCommand<?> command);

    /**
     * Checks that further commands can be run, before the caller does work that is useless without them.
     *
     * @throws dev.esb.EsbException when further commands are refused, because the build is ending
     */
    void requireOpen();
}
