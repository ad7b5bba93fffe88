package dev.esb.maven;

import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.StartGoal;
import dev.esb.parameter.SecondsParameter;
import dev.esb.wait.ServiceWait;
import java.time.Duration;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts services of an environment that were stopped or killed, or have failed, in the order of {@code depends_on}, and waits until they are ready again, with
 * their waits satisfied. Those that run stay as they are; one-shot services that have ended with 0 run again only if they are named. Needs only the
 * name of the environment. Fails if one of the services is paused, or another process brings the environment up or takes it down.
 */
@Mojo(name = "start", requiresProject = false, threadSafe = true)
public final class StartMojo extends AbstractServicesMojo {

    /** How long it may take until the containers are ready again, in seconds from the start of the goal, 1 to 86400. */
    @Parameter(property = "esb.timeout", defaultValue = "300")
    private String timeout;

    /** As for {@code esb:up}; those of labels in the Compose file are known from the containers. Default: none. */
    @Parameter
    private List<Wait> waits;

    @Override
    void run() {
        List<String> services = services();
        Duration limit = SecondsParameter.TIMEOUT.read(timeout);
        List<ServiceWait> awaited = Wait.read(waits);
        EnvironmentKey key = key();
        new StartGoal(context()).run(key, layout().of(key), services, awaited, limit);
    }
}
