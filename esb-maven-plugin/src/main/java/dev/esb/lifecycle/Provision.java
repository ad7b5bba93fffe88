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

/** Runs commands on the host that fill a stack that is up, such as a database's schema. */
final class Provision {
    private static final int ERROR_LINES = 20;

    private final Path directory;
    private final Map<String, String> variables;
    private final Reporter reporter;

    /** @param variables what the commands see beside the environment of this process */
    Provision(Path directory, Map<String, String> variables, Reporter reporter) {
        this.directory = directory;
        this.variables = variables;
        this.reporter = reporter;
    }

    /**
     * Runs one command, without a shell.
     *
     * @param text the command and its arguments; quotes keep spaces together. A relative path with a separator is resolved
     *     against the base directory
     * @throws StartFailedException when it cannot be started or ends with another code than 0
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

    /** The parser keeps words together and hands them out in quotes, as a shell would want them. */
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
