package dev.esb.goal;

import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.service.Stop;
import java.time.Duration;
import java.util.List;

/** Stops services of an environment that is up. */
public final class StopGoal {
    private final GoalContext context;

    public StopGoal(GoalContext context) {
        this.context = context;
    }

    /**
     * @param services the services; empty for all
     * @param stopTimeout how long the processes in the containers may take to end, in whole seconds
     * @throws dev.esb.EsbException as {@link Stop#run}
     */
    public void run(EnvironmentKey key, Directories directories, List<String> services, Duration stopTimeout) {
        context.info(new Stop(context.docker(), context.process().get(), context.variables())
                .run(key, directories, services, stopTimeout)
                .text());
    }
}
