package dev.esb.goal;

import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.service.Pause;
import java.util.List;

/** Lets the processes of services go on that were paused. */
public final class UnpauseGoal {
    private final GoalContext context;

    public UnpauseGoal(GoalContext context) {
        this.context = context;
    }

    /**
     * @param services the services; empty for all
     * @throws dev.esb.EsbException as {@link Pause#unpause}
     */
    public void run(EnvironmentKey key, Directories directories, List<String> services) {
        context.info(new Pause(context.docker(), context.process().get(), context.variables())
                .unpause(key, directories, services)
                .text());
    }
}
