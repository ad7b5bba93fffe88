package dev.esb.goal;

import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.service.Kill;
import dev.esb.service.KillSignal;
import java.util.List;

/** Kills the processes of services of an environment that is up. */
public final class KillGoal {
    private final GoalContext context;

    public KillGoal(GoalContext context) {
        this.context = context;
    }

    /**
     * @param services the services; empty for all
     * @throws dev.esb.EsbException as {@link Kill#run}
     */
    public void run(EnvironmentKey key, Directories directories, List<String> services, KillSignal signal) {
        context.info(new Kill(context.docker(), context.process().get(), context.variables())
                .run(key, directories, services, signal)
                .text());
    }
}
