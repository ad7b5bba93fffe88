package dev.esb.maven;

import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.UnpauseGoal;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Lets services of an environment go on that {@code esb:pause} has paused. Needs only the name. Fails if none of the services runs or is paused, or another
 * process brings the environment up or takes it down.
 */
@Mojo(name = "unpause", requiresProject = false, threadSafe = true)
public final class UnpauseMojo extends AbstractServicesMojo {

    @Override
    void run() {
        List<String> services = services();
        EnvironmentKey key = key();
        new UnpauseGoal(context()).run(key, layout().of(key), services);
    }
}
