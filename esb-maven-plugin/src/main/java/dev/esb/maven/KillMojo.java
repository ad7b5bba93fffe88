package dev.esb.maven;

import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.KillGoal;
import dev.esb.service.KillSignal;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Sends a signal to the main process of each container of services of an environment that is up; by default one that ends it at once. {@code esb:start}
 * starts it again. Needs only the name. Fails if none of the services runs, or another process brings the environment up or takes it down.
 */
@Mojo(name = "kill", requiresProject = false, threadSafe = true)
public final class KillMojo extends AbstractServicesMojo {

    /** The signal, by name or number: {@code SIGTERM}, {@code hup}, {@code 9}. */
    @Parameter(property = "esb.signal", defaultValue = "SIGKILL")
    private String signal;

    @Override
    void run() {
        List<String> services = services();
        KillSignal sent = KillSignal.read(signal);
        EnvironmentKey key = key();
        new KillGoal(context()).run(key, layout().of(key), services, sent);
    }
}
