package dev.esb.docker;

import dev.esb.CancelledException;
import dev.esb.EsbException;
import java.io.IOException;

/**
 * Runs a command with the standard input, output and error output of this process. Without commons-exec, which always puts pipes between a
 * process and its streams, and a pipe is no terminal.
 *
 * <p>In a terminal, Ctrl-C sends SIGINT to its foreground process group, in which Maven and the command both are; where the command has put
 * the terminal into raw mode, as {@code docker exec --tty} does, the process in the container gets the key instead, and Maven no signal. A
 * signal to Maven alone ends the command by the shutdown hook, so that it does not go on reading from the terminal beside the user's shell.
 *
 * @param running the commands that run
 */
record InheritedStreams(RunningCommands running) {

    /**
     * Runs a command and waits for its end.
     *
     * @param text the command line, for messages
     * @return its exit code
     * @throws IOException when it cannot be started
     * @throws CancelledException when the calling thread was interrupted, once the command has ended
     */
    int run(ProcessBuilder builder, String text) throws IOException {
        StopSwitch stopSwitch = new StopSwitch();
        running.begin(stopSwitch);
        try {
            Thread hook = hook();
            try {
                Process process = builder.inheritIO().start();
                stopSwitch.listener().add(process);
                return exitCode(process, stopSwitch, text);
            } finally {
                release(hook);
            }
        } finally {
            running.end(stopSwitch);
        }
    }

    private Thread hook() {
        Thread hook = new Thread(running::close, "esb-command-end");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return hook;
        } catch (IllegalStateException e) {
            throw new EsbException("The build is ending.", e);
        }
    }

    private static int exitCode(Process process, StopSwitch stopSwitch, String text) {
        boolean isInterrupted = false;
        while (true) {
            try {
                int exitCode = process.waitFor();
                if (isInterrupted) {
                    Thread.currentThread().interrupt();
                    throw new CancelledException("while '%s' ran".formatted(text));
                }
                return exitCode;
            } catch (InterruptedException e) {
                isInterrupted = true;
                stopSwitch.stop();
            }
        }
    }

    private static void release(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook runs.
        }
    }
}
