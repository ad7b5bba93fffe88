package dev.esb.maven;

import java.io.PrintStream;
import org.apache.maven.plugin.logging.Log;

/** A line that Maven's own output does not follow: of a goal that fails, Maven prints several. */
final class LastLine {
    private LastLine() {}

    /**
     * The exit code of a command that the user has a goal run; with {@code -q}, only if the command has failed.
     *
     * @param goal such as {@code esb:run}
     */
    static void ofCommand(String goal, String command, int exitCode, Log log) {
        if (exitCode != 0 || log.isInfoEnabled()) {
            print("%s: '%s' ended with %s".formatted(goal, command, exitCode));
        }
    }

    /** Prints it to the standard output of the process when the JVM ends. A Maven daemon, which does not end, prints none. */
    private static void print(String line) {
        // Made before: when the JVM ends, Maven has closed the plugin's class loader.
        PrintStream output = StandardOutput.ofProcess();
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> output.println(line), "esb-last-line"));
        } catch (IllegalStateException e) {
            // The JVM is ending.
            output.println(line);
        }
    }
}
