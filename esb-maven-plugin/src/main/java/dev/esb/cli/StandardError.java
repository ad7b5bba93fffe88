package dev.esb.cli;

import dev.esb.Reporter;
import java.io.PrintStream;

/** Prints messages to the standard error, so that the standard output has results alone. */
record StandardError(PrintStream err, Hints hints, boolean isQuiet, boolean isDebug) implements Reporter {
    @Override
    public void info(String line) {
        if (!isQuiet) {
            err.println(hints.of(line));
        }
    }

    @Override
    public void warn(String line) {
        err.println("WARNING: " + hints.of(line));
    }

    @Override
    public void debug(String line) {
        if (isDebug) {
            err.println("DEBUG: " + line);
        }
    }
}
