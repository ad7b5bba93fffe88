package dev.esb.cli;

import dev.esb.Reporter;
import dev.esb.host.Terminal;
import dev.esb.terminal.LiveReporter;
import dev.esb.terminal.ProgressReporter;
import dev.esb.terminal.TimedReporter;
import java.io.IOException;
import java.util.Map;

/** Chooses how a command shows its progress. */
final class Progress {
    private Progress() {}

    /** Lines that change in place for a person at a terminal; else lines with the time. */
    static ProgressReporter of(Map<String, String> variables, StandardError messages) {
        if (!messages.isQuiet() && !messages.isDebug() && isForOneAtATerminal(variables) && Terminal.isInForeground()) {
            try {
                return LiveReporter.start(
                        messages, variables.getOrDefault("NO_COLOR", "").isEmpty());
            } catch (IOException | IllegalStateException e) {
                // A terminal of a kind that is not known, or a system for which there is no native library.
                messages.debug("No lines that change in place: " + e);
            }
        }
        return new TimedReporter((Reporter) messages);
    }

    private static boolean isForOneAtATerminal(Map<String, String> variables) {
        return variables.getOrDefault("CI", "").isEmpty()
                && !variables.getOrDefault("TERM", "dumb").equals("dumb");
    }
}
