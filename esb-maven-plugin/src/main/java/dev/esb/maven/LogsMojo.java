package dev.esb.maven;

import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.LogsGoal;
import dev.esb.parameter.LogLines;
import dev.esb.parameter.YesOrNo;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Prints the logs of an environment's services. Needs only the name. Fails if there is no such environment or service. */
@Mojo(name = "logs", requiresProject = false, threadSafe = true)
public final class LogsMojo extends AbstractEnvironmentMojo {

    /** The service whose log is printed. Default: all services. */
    @Parameter(property = "esb.service")
    private String service;

    /** Goes on printing lines as they come, until the user presses Ctrl-C or the last container stops. */
    @Parameter(property = "esb.follow", defaultValue = "false")
    private String follow;

    /**
     * Prints only lines since a time such as {@code 2026-01-31T12:00:00}, or for a duration such as {@code 10m}, in the form of
     * {@code docker compose logs --since}. Default: all lines.
     */
    @Parameter(property = "esb.since")
    private String since;

    /** How many of the last lines of each container are printed, a whole number of at least 0; {@code all} for all lines. */
    @Parameter(property = "esb.tail", defaultValue = "all")
    private String tail;

    @Override
    void run() {
        EnvironmentKey key = key();
        boolean isFollowing = YesOrNo.read("esb.follow", follow);
        Optional<String> from = LogLines.since(since);
        String lines = LogLines.tail(tail);
        new LogsGoal(context()).run(key, given(service), isFollowing, from, lines);
    }
}
