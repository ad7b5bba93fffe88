package dev.esb.goal;

import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.service.Pause;
import java.util.List;

/** Freezes the processes of services of an environment that is up. */
public final class PauseGoal {
    private final GoalContext context;

    public PauseGoal(GoalContext context) {
        this.context = context;
    }

    /**
     * @param services the services; empty for all
     * @throws dev.esb.EsbException as {@link Pause#pause}
     */
    public void run(EnvironmentKey key, Directories directories, List<String> services) {
        context.info(new Pause(context.docker(), context.process().get(), context.variables())
                .pause(key, directories, services)
                .text());
    }
}
