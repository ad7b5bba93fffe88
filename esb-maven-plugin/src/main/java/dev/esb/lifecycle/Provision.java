package dev.esb.lifecycle;

import dev.esb.Reporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.LogOutputStream;
import org.apache.commons.exec.PumpStreamHandler;

/** Runs commands on the host that prepare a stack after it is up, such as one that creates a database's schema. */
final class Provision {
    private static final int ERROR_LINES = 20;

    private final Path directory;
    private final Map<String, String> variables;
    private final Reporter reporter;

    /**
     * @param directory the working directory
     * @param variables environment variables for the commands, in addition to those of this process
     */
    Provision(Path directory, Map<String, String> variables, Reporter reporter) {
        this.directory = directory;
        this.variables = variables;
        this.reporter = reporter;
    }

    /**
     * Runs one command, without a shell.
     *
     * @param text the command and its arguments, separated by blanks. An argument with blanks stands in quotes. A relative path of the
     *     command with a separator is resolved against the working directory
     * @throws StartFailedException when the command cannot be started, or its exit code is not 0
     */
    void run(String text) {
        Deque<String> last = new ArrayDeque<>();
        int exitCode;
        try {
            DefaultExecutor executor = DefaultExecutor.builder()
                    .setWorkingDirectory(directory.toFile())
                    .get();
            executor.setExitValues(null);
            executor.setStreamHandler(new PumpStreamHandler(lines(last), lines(last)));
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.putAll(variables);
            exitCode = executor.execute(commandLine(text), environment);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartFailedException(
                    "the command '%s' (provision) cannot be started: %s".formatted(text, e.getMessage()), e);
        }
        if (exitCode != 0) {
            throw new StartFailedException(
                    "the command '%s' (provision) ended with %d:\n%s"
                            .formatted(text, exitCode, String.join("\n", last).strip()),
                    Set.of());
        }
    }

    private CommandLine commandLine(String text) {
        CommandLine parsed = CommandLine.parse(text);
        String executable = parsed.getExecutable();
        boolean isPath = executable.contains("/") || executable.contains("\\");
        CommandLine resolved = new CommandLine(
                isPath ? directory.resolve(executable).normalize().toString() : executable);
        for (String argument : parsed.getArguments()) {
            resolved.addArgument(withoutQuotes(argument), false);
        }
        return resolved;
    }

    /** {@link CommandLine#parse} leaves the quotes around an argument. */
    private static String withoutQuotes(String argument) {
        boolean quoted = argument.length() > 1
                && (argument.startsWith("\"") && argument.endsWith("\"")
                        || argument.startsWith("'") && argument.endsWith("'"));
        return quoted ? argument.substring(1, argument.length() - 1) : argument;
    }

    private LogOutputStream lines(Deque<String> last) {
        return new LogOutputStream() {
            @Override
            protected void processLine(String line, int level) {
                reporter.info(line);
                synchronized (last) {
                    last.addLast("  " + line);
                    if (last.size() > ERROR_LINES) {
                        last.removeFirst();
                    }
                }
            }
        };
    }
}
