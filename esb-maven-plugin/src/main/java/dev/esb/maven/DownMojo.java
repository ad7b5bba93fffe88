package dev.esb.maven;

import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.DownGoal;
import dev.esb.goal.DownReport;
import dev.esb.parameter.Keep;
import dev.esb.parameter.SecondsParameter;
import java.time.Duration;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Takes an environment down: removes its containers, networks, volumes, the images that were built for it and its directory, and releases
 * its slot. Needs only the name, and neither a pom nor a Compose file. Bound to a phase, it takes down only what the same build brought
 * up. If something cannot be removed, the goal fails, and the next call removes the rest.
 */
@Mojo(name = "down", defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class DownMojo extends AbstractEnvironmentMojo {

    /**
     * How long the processes in the containers may take to end after their stop signal (SIGTERM, or the {@code stop_signal} of the
     * service), in seconds, 0 to 3600. All get the signal at the same time; those that still run after that are killed. A container whose main
     * process is seen not to hear the signal is killed at once.
     */
    @Parameter(property = "esb.stopTimeout", defaultValue = "2")
    private String stopTimeout;

    /**
     * In a build: leaves the environment up after the tests, so that the user can look at it. {@code true}, {@code false}, or
     * {@code onFailure}: if a test of this module has failed, as Failsafe's summary says, the environment is left to the user for eight hours,
     * or until the end of its {@code ttl}.
     */
    @Parameter(property = "esb.keep", defaultValue = "false")
    private String keep;

    @Override
    String skipReason() {
        if (!isBoundToLifecycle()) {
            return "";
        }
        String reason = skippedStacks().reason(key());
        return reason.isEmpty() ? TestSkips.reason(session().getUserProperties(), project()) : reason;
    }

    @Override
    void run() {
        EnvironmentKey key = key();
        Duration timeout = SecondsParameter.STOP_TIMEOUT.read(stopTimeout);
        Directories directories = layout().of(key);
        Keep kept = Keep.read(keep);
        if (kept == Keep.ALWAYS && isBoundToLifecycle()) {
            getLog().info(DownReport.kept(key));
            return;
        }
        BuildEndCleanup cleanup = BuildEndCleanup.OF_THIS_JVM;
        if (kept == Keep.ON_FAILURE && isBoundToLifecycle()) {
            FailsafeSummary.failure(project(), session().getStartTime().toInstant())
                    .ifPresent(reason -> cleanup.hasFailed(session(), key, reason));
        }
        Optional<String> outcome = cleanup.takeDown(session(), key, () -> takeDown(key, directories, timeout));
        getLog().info(outcome.orElseGet(
                () -> "Environment '%s' stays up for another module of this build".formatted(key)));
    }

    /** Bound to a phase, only an environment that this build brought up; on the command line, an environment of any owner. */
    private String takeDown(EnvironmentKey key, Directories directories, Duration timeout) {
        DownGoal down = new DownGoal(context());
        return isBoundToLifecycle()
                ? down.run(key, directories, timeout, this::isOfThisBuild)
                : down.run(key, directories, timeout);
    }
}
