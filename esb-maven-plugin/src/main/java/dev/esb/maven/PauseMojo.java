package dev.esb.maven;

import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.PauseGoal;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Pauses services of an environment that is up, until {@code esb:unpause}: all processes in their containers are held, so that connections stay open and
 * nothing answers. Needs only the name. Fails if none of the services runs, or another process brings the environment up or takes it down.
 */
@Mojo(name = "pause", requiresProject = false, threadSafe = true)
public final class PauseMojo extends AbstractServicesMojo {

    @Override
    void run() {
        List<String> services = services();
        EnvironmentKey key = key();
        new PauseGoal(context()).run(key, layout().of(key), services);
    }
}
