package dev.esb.maven;

import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.ResetGoal;
import dev.esb.lifecycle.Reset;
import dev.esb.parameter.Entries;
import dev.esb.parameter.SecondsParameter;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Puts an environment that was brought up with {@code esb.snapshot} back to the state in which the snapshot was made, while it is up. Services with data
 * are stopped and started with the data of the snapshot, what they have written since is thrown away, and so is what a service has written into files of
 * its container; services that depend on them are restarted; all others go on. Ports stay, and so do addresses, but in {@code default}. Without a snapshot, the
 * goal fails and nothing is stopped.
 */
@Mojo(name = "reset", requiresProject = false, threadSafe = true)
public final class ResetMojo extends AbstractEnvironmentMojo {

    /** Further services to restart; on the command line separated by commas. Default: none. */
    @Parameter(property = "esb.service")
    private List<String> service;

    /**
     * Further services whose containers are replaced, because they keep state in memory, such as a cache without a volume; on the command line
     * separated by commas. Default: none.
     */
    @Parameter(property = "esb.resetServices")
    private List<String> resetServices;

    /**
     * How long the processes may take to end in containers that are restarted, in seconds, 0 to 3600; those whose data is thrown away are killed at
     * once.
     */
    @Parameter(property = "esb.stopTimeout", defaultValue = "2")
    private String stopTimeout;

    /** How long it may take until the containers are ready again, in seconds from the start of the goal, 1 to 86400. */
    @Parameter(property = "esb.timeout", defaultValue = "300")
    private String timeout;

    /** As for {@code esb:up}; those of labels in the Compose file are known without. Default: none. */
    @Parameter
    private List<Wait> waits;

    @Override
    void run() {
        EnvironmentKey key = key();
        Reset.Options options = new Reset.Options(
                Entries.read("esb.service", service),
                Entries.read("esb.resetServices", resetServices),
                Wait.read(waits),
                SecondsParameter.STOP_TIMEOUT.read(stopTimeout),
                SecondsParameter.TIMEOUT.read(timeout));
        new ResetGoal(context()).run(key, layout().of(key), options);
    }
}
