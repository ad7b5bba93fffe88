package dev.esb.goal;

import dev.esb.Seconds;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.service.Restart;
import dev.esb.service.Restart.Restarted;
import dev.esb.terminal.ProgressReporter;
import dev.esb.wait.ServiceWait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Restarts the containers of an environment that is up, and waits until they are ready again. */
public final class RestartGoal {
    private final GoalContext context;

    public RestartGoal(GoalContext context) {
        this.context = context;
    }

    /**
     * @param services the services; empty for all
     * @param waits those of the pom
     * @param stopTimeout how long the processes in the containers may take to end, in whole seconds
     * @param timeout how long it may take until all are ready
     * @throws dev.esb.EsbException as {@link Restart#run}
     */
    public void run(
            EnvironmentKey key,
            Directories directories,
            List<String> services,
            List<ServiceWait> waits,
            Duration stopTimeout,
            Duration timeout) {
        Instant start = Instant.now();
        Restarted result;
        try (ProgressReporter progress = context.progress().get()) {
            result = new Restart(context.docker(), context.process().get(), context.variables(), progress)
                    .run(key, directories, services, waits, stopTimeout, timeout);
        }
        context.info("Environment '%s': %s container%s ready again after %s"
                .formatted(
                        key,
                        result.containers().size(),
                        result.containers().size() == 1 ? " is" : "s are",
                        Seconds.of(Duration.between(start, Instant.now()))));
        new MovedPorts(context.reporter()).report(key, result.moved());
    }
}
