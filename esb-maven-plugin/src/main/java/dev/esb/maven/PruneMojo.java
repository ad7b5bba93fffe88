package dev.esb.maven;

import dev.esb.goal.PruneGoal;
import dev.esb.parameter.SecondsParameter;
import dev.esb.parameter.YesOrNo;
import java.time.Duration;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lists what no running build and no person needs any more, and with {@code -Desb.prune=true} removes it: environments whose build has
 * ended or whose {@code ttl} is over, slots that have no containers, containers, networks and volumes of ended builds, and directories of
 * environments that are not on the engine. Never removes the environment of a build that runs, or one with containers that a person
 * brought up without a {@code ttl}. If something cannot be removed, the goal removes the rest, and fails.
 */
@Mojo(name = "prune", requiresProject = false, threadSafe = true)
public final class PruneMojo extends AbstractHomeMojo {

    /** Removes what was found, instead of only listing it. */
    @Parameter(property = "esb.prune", defaultValue = "false")
    private String prune;

    /** How long the processes in the containers may take to end after their stop signal, in seconds, 0 to 3600; those that cannot hear it are killed at once. */
    @Parameter(property = "esb.stopTimeout", defaultValue = "2")
    private String stopTimeout;

    @Override
    boolean isOncePerBuild() {
        return true;
    }

    @Override
    void run() {
        boolean isRemoval = YesOrNo.read("esb.prune", prune);
        Duration timeout = SecondsParameter.STOP_TIMEOUT.read(stopTimeout);
        new PruneGoal(context()).run(layout(), isRemoval, timeout);
    }
}
