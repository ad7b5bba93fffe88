package dev.esb.maven;

import dev.esb.Reporter;
import dev.esb.host.Terminal;
import dev.esb.terminal.LiveReporter;
import dev.esb.terminal.ProgressReporter;
import dev.esb.terminal.TimedReporter;
import java.io.IOException;
import java.util.Map;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;

/** Chooses how a goal shows its progress. */
final class Progress {
    private Progress() {}

    /**
     * Lines that change in place for a person at a terminal; lines with the time in CI, with {@code -B}, {@code -X} and {@code -T}, and where
     * there is no terminal. With {@code -q}, Maven's log prints none of the latter.
     *
     * @param variables the environment variables of this process
     */
    static ProgressReporter of(MavenSession session, Map<String, String> variables, Log log) {
        Reporter messages = new LogReporter(log);
        if (isLogFree(log) && isForOneAtATerminal(session.getRequest(), variables) && Terminal.isInForeground()) {
            try {
                LiveReporter live = LiveReporter.start(messages, isColored(session, variables));
                BuildEndReporter.INSTANCE.beforeMessages(live::close);
                return live;
            } catch (IOException | IllegalStateException e) {
                // A terminal of a kind that is not known, or a system for which there is no native library.
                log.debug("No lines that change in place: " + e);
            }
        }
        return new TimedReporter(messages);
    }

    /** With {@code -X}, lines of debug messages would come between. */
    private static boolean isLogFree(Log log) {
        return log.isInfoEnabled() && !log.isDebugEnabled();
    }

    private static boolean isForOneAtATerminal(MavenExecutionRequest request, Map<String, String> variables) {
        return request.isInteractiveMode()
                && request.getDegreeOfConcurrency() <= 1
                && variables.getOrDefault("CI", "").isEmpty()
                && !variables.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** As <a href="https://no-color.org">no-color.org</a> says, and Maven's own {@code -Dstyle.color=never}. */
    private static boolean isColored(MavenSession session, Map<String, String> variables) {
        return variables.getOrDefault("NO_COLOR", "").isEmpty()
                && !"never".equals(session.getUserProperties().getProperty("style.color"));
    }
}
