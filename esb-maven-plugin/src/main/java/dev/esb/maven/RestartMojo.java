package dev.esb.maven;

import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.RestartGoal;
import dev.esb.parameter.Entries;
import dev.esb.parameter.SecondsParameter;
import dev.esb.wait.ServiceWait;
import java.time.Duration;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Restarts the containers of an environment that is up, in the order of {@code depends_on}, also those that had ended, and waits until they are
 * ready again, with their waits satisfied. Their ports stay, unless the engine chooses them ({@code esb.ports=ephemeral}); then the goal prints the new ones. Needs only the
 * name. Fails if another process brings the environment up or takes it down.
 */
@Mojo(name = "restart", requiresProject = false, threadSafe = true)
public final class RestartMojo extends AbstractEnvironmentMojo {

    /** The services to restart; on the command line separated by commas. Default: all services. */
    @Parameter(property = "esb.service")
    private List<String> service;

    /**
     * How long the processes in the containers may take to end after their stop signal, in seconds, 0 to 3600; those that still run after that
     * are killed.
     */
    @Parameter(property = "esb.stopTimeout", defaultValue = "2")
    private String stopTimeout;

    /** How long it may take until the containers are ready again, in seconds from the start of the goal, 1 to 86400. */
    @Parameter(property = "esb.timeout", defaultValue = "300")
    private String timeout;

    /** As for {@code esb:up}; those of labels in the Compose file are known from the containers. Default: none. */
    @Parameter
    private List<Wait> waits;

    @Override
    void run() {
        EnvironmentKey key = key();
        List<String> services = Entries.read("esb.service", service);
        Duration grace = SecondsParameter.STOP_TIMEOUT.read(stopTimeout);
        Duration limit = SecondsParameter.TIMEOUT.read(timeout);
        List<ServiceWait> awaited = Wait.read(waits);
        new RestartGoal(context()).run(key, layout().of(key), services, awaited, grace, limit);
    }
}
