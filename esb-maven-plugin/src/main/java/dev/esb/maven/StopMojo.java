package dev.esb.maven;

import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.StopGoal;
import dev.esb.parameter.SecondsParameter;
import java.time.Duration;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Stops services of an environment that is up, until {@code esb:start}. Their containers stay, with their data, and the environment keeps its ports. Needs
 * only the name. Fails if another process brings the environment up or takes it down.
 */
@Mojo(name = "stop", requiresProject = false, threadSafe = true)
public final class StopMojo extends AbstractServicesMojo {

    /**
     * How long the processes in the containers may take to end after their stop signal, in seconds, 0 to 3600; those that still run after that
     * are killed.
     */
    @Parameter(property = "esb.stopTimeout", defaultValue = "2")
    private String stopTimeout;

    @Override
    void run() {
        List<String> services = services();
        Duration grace = SecondsParameter.STOP_TIMEOUT.read(stopTimeout);
        EnvironmentKey key = key();
        new StopGoal(context()).run(key, layout().of(key), services, grace);
    }
}
