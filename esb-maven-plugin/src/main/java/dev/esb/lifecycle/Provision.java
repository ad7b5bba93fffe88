package dev.esb.lifecycle;

import dev.esb.CancelledException;
import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.Reporter;
import dev.esb.parameter.CommandWords;
import dev.esb.start.StartFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Runs commands on the host that prepare a stack after it is up, such as one that creates a database's schema. */
final class Provision {
    private static final int ERROR_LINES = 20;

    private final Path directory;
    private final Map<String, String> variables;
    private final Duration timeout;
    private final Reporter reporter;

    /**
     * @param directory the working directory
     * @param variables environment variables for the commands, in addition to those of this process
     * @param timeout how long each command may take; then it is ended, with what it has started
     */
    Provision(Path directory, Map<String, String> variables, Duration timeout, Reporter reporter) {
        this.directory = directory;
        this.variables = variables;
        this.timeout = timeout;
        this.reporter = reporter;
    }

    /** @throws EsbException when a command cannot be split into words */
    static void requireWords(String text) {
        try {
            words(text);
        } catch (EsbException e) {
            throw new EsbException(
                    e.getMessage()
                            + " On the command line of Maven, commas separate commands, also within quotes; a script needs neither.",
                    e);
        }
    }

    private static List<String> words(String text) {
        return CommandWords.read("esb.provision", text);
    }

    /**
     * Runs one command, without a shell.
     *
     * @param text the command and its arguments, separated by blanks. An argument with blanks stands in quotes. A relative path of the
     *     command with a separator is resolved against the working directory
     * @throws StartFailedException when the command cannot be started, its exit code is not 0, or the time is over
     * @throws CancelledException when the calling thread is interrupted; the command has ended by then
     */
    void run(String text) {
        Deque<String> last = new ArrayDeque<>();
        OptionalInt exitCode;
        try {
            exitCode = new HostCommand(HostCommand.inDirectory(words(text), directory), directory, variables, timeout)
                    .run(line -> pass(line, last));
        } catch (IOException e) {
            throw new StartFailedException(
                    "the command '%s' (provision) cannot be started: %s".formatted(text, FileProblem.of(e)), e);
        }
        if (exitCode.isEmpty()) {
            throw new StartFailedException(
                    ("the command '%s' (provision) was ended, because it still ran after %s s; -Desb.provisionTimeout=SECONDS"
                                    + " gives it more time%s")
                            .formatted(text, timeout.toSeconds(), lastLines(last)),
                    Set.of());
        }
        if (exitCode.getAsInt() != 0) {
            throw new StartFailedException(
                    "the command '%s' (provision) ended with %s%s"
                            .formatted(text, exitCode.getAsInt(), lastLines(last)),
                    Set.of());
        }
    }

    private void pass(String line, Deque<String> last) {
        reporter.info(line);
        synchronized (last) {
            last.addLast("  " + line);
            if (last.size() > ERROR_LINES) {
                last.removeFirst();
            }
        }
    }

    private static String lastLines(Deque<String> last) {
        synchronized (last) {
            return last.isEmpty() ? "" : ":\n" + String.join("\n", last);
        }
    }
}
