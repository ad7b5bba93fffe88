package dev.esb.maven;

import dev.esb.cleanup.Down;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.Owner;
import dev.esb.lifecycle.EnvironmentQueries;
import java.time.Duration;
import java.time.Instant;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Takes an environment down: containers, networks, volumes, images that were built for it, its directory and its slot. The name
 * alone is enough; neither a pom nor a Compose file is needed.
 */
@Mojo(name = "down", defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class DownMojo extends AbstractEnvironmentMojo {

    /** How long processes may take to end by themselves, in seconds: one grace period for all of them. */
    @Parameter(property = "esb.stopTimeout", defaultValue = "2")
    private int stopTimeout;

    /** In a build: leaves the environment as it is after the tests, to be looked at. */
    @Parameter(property = "esb.keep", defaultValue = "false")
    private boolean keep;

    @Override
    String skipReason() {
        return isBoundToLifecycle()
                ? TestSkips.reason(session().getUserProperties(), project().getProperties())
                : "";
    }

    @Override
    void run() {
        EnvironmentKey key = key();
        if (keep && isBoundToLifecycle()) {
            getLog().info("Environment '%s' is kept (esb.keep). Take it down with: mvn esb:down %s"
                    .formatted(key, key.options()));
            return;
        }
        Instant start = Instant.now();
        new EnvironmentQueries(docker()).requireEngine(processEnvironment());
        Down.Outcome outcome = BuildEndCleanup.takeDown(key, () -> takeDown(key));
        getLog().info(
                        switch (outcome) {
                            case DOWN ->
                                "Environment '%s' is down after %.1f s"
                                        .formatted(
                                                key,
                                                Duration.between(start, Instant.now())
                                                                .toMillis()
                                                        / 1000.0);
                            case NOTHING ->
                                "There was no environment '%s' on this engine; nothing to take down".formatted(key);
                            case OTHER_OWNER ->
                                "Environment '%s' was not brought up by this build and is left alone. Take it down with: mvn esb:down %s"
                                        .formatted(key, key.options());
                        });
    }

    /** A build takes down what it brought up; a person takes down what they name. */
    private Down.Outcome takeDown(EnvironmentKey key) {
        Down down = new Down(docker(), reporter());
        Duration timeout = Duration.ofSeconds(stopTimeout);
        return isBoundToLifecycle()
                ? down.run(key, layout().of(key), timeout, this::isOfThisBuild)
                : down.run(key, layout().of(key), timeout);
    }

    private boolean isOfThisBuild(Owner owner) {
        return owner.isBuild(BuildOwner.process(session()));
    }
}
