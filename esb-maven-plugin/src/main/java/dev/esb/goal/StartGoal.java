package dev.esb.goal;

import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.service.ServicesStarted;
import dev.esb.service.Start;
import dev.esb.terminal.ProgressReporter;
import dev.esb.wait.ServiceWait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Starts services again that were stopped, and waits until they are ready. */
public final class StartGoal {
    private final GoalContext context;

    public StartGoal(GoalContext context) {
        this.context = context;
    }

    /**
     * @param services the services; empty for all
     * @param waits those of the pom
     * @param timeout how long it may take until all are ready
     * @throws dev.esb.EsbException as {@link Start#run}
     */
    public void run(
            EnvironmentKey key,
            Directories directories,
            List<String> services,
            List<ServiceWait> waits,
            Duration timeout) {
        Instant start = Instant.now();
        ServicesStarted result;
        try (ProgressReporter progress = context.progress().get()) {
            result = new Start(context.docker(), context.process().get(), context.variables(), progress)
                    .run(key, directories, services, waits, timeout);
        }
        context.info(result.text(Duration.between(start, Instant.now())));
        new MovedPorts(context.reporter()).report(key, result.moved());
    }
}
