package dev.esb.goal;

import dev.esb.environment.EnvironmentKey;
import dev.esb.parameter.LogLines;
import dev.esb.service.EnvironmentQueries;
import java.util.Optional;

/** Prints the logs of an environment's services. */
public final class LogsGoal {
    private final GoalContext context;

    public LogsGoal(GoalContext context) {
        this.context = context;
    }

    /**
     * @param service the service; empty for all
     * @param isFollowing whether to go on until the last container stops
     * @param since as {@link LogLines#since} reads it
     * @param tail as {@link LogLines#tail} reads it
     * @throws dev.esb.EsbException when there is no such environment or service
     */
    public void run(
            EnvironmentKey key, Optional<String> service, boolean isFollowing, Optional<String> since, String tail) {
        EnvironmentQueries environments = new EnvironmentQueries(context.docker());
        environments.requireEngine(context.variables());
        environments.logs(key, service, isFollowing, since, tail, context.output());
    }
}
