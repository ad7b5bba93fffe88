package dev.esb.lifecycle;

import dev.esb.CancelledException;
import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.Programs;
import dev.esb.parameter.CommandWords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The user's command, such as one that runs tests of another language: it runs on the host, and reads and writes what this process does,
 * also a terminal. It and what it has started end with this JVM.
 */
public final class CommandInEnvironment {
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How often the processes that run are looked at. */
    private static final Duration INTERVAL = Duration.ofMillis(500);

    /** The exit code of a process that a signal has ended is this and the number of the signal. */
    private static final int SIGNALLED = 128;

    private final String text;
    private final Path directory;
    private final List<String> words;

    /**
     * @param text the command and its arguments, as {@link CommandWords} reads them
     * @param directory the working directory, against which a relative path of the program is resolved
     * @throws EsbException when the text cannot be split into words
     */
    public CommandInEnvironment(String text, Path directory) {
        this.text = text;
        this.directory = directory;
        this.words = HostCommand.inDirectory(CommandWords.read("esb.command", text), directory);
    }

    /**
     * Runs it.
     *
     * @param variables environment variables, in addition to those of this process
     * @return its exit code; of one that a signal has ended, 128 and the number of the signal
     * @throws EsbException when it cannot be started
     * @throws CancelledException when the calling thread is interrupted; the command has ended by then
     */
    public int run(Map<String, String> variables) {
        ProcessBuilder builder = new ProcessBuilder(Programs.ofThisMachine().command(words))
                .directory(directory.toFile())
                .inheritIO();
        builder.environment().putAll(variables);
        Process process = start(builder);
        ProcessTree tree = new ProcessTree(process.toHandle(), GRACE);
        EndsWithJvm end = new EndsWithJvm(tree);
        try {
            while (!process.waitFor(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                tree.look();
            }
            int exitCode = process.exitValue();
            if (exitCode > SIGNALLED) {
                // Such as Ctrl-C, which what it has started in the background may not hear.
                tree.end();
            }
            return exitCode;
        } catch (InterruptedException e) {
            tree.end();
            Thread.currentThread().interrupt();
            throw new CancelledException("while '%s' ran".formatted(text));
        } finally {
            end.close();
        }
    }

    private Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new EsbException(
                    "The command '%s' (esb.command) cannot be started: %s. It runs without a shell, in '%s'."
                            .formatted(text, FileProblem.of(e), directory),
                    e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
