package dev.esb.maven;

import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.ShellGoal;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Opens a shell in the first container of a service that runs: bash if the image has it, else sh. Needs a terminal; without one, {@code esb:exec}
 * runs single commands. However the shell ends, the goal does not fail.
 */
@Mojo(name = "shell", requiresProject = false, threadSafe = true)
public final class ShellMojo extends AbstractServiceMojo {

    /** The user in the container, by name or number, and maybe a group: {@code postgres}, {@code 0:0}. Default: the container's own. */
    @Parameter(property = "esb.user")
    private String user;

    @Override
    void run() {
        String service = service();
        EnvironmentKey key = key();
        new ShellGoal(context()).run(key, layout().of(key), service, given(user));
    }
}
