package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.docker.DockerCli;
import dev.esb.lease.Owner;
import dev.esb.lifecycle.IncompleteCleanupException;
import dev.esb.lifecycle.Up;
import dev.esb.lifecycle.UpOptions;
import dev.esb.lifecycle.UpResult;
import dev.esb.plan.StackRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Brings a stack up in an environment of its own, waits until it is ready, and hands its ports to the tests.
 *
 * <p>Failsafe and Surefire get the results as system properties, such as {@code esb.port.gateway.443}; later plugins as project
 * properties; scripts as {@code target/esb/<env>/env.properties}, {@code env.json} and {@code .env}.
 */
@Mojo(name = "up", defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class UpMojo extends AbstractStackMojo {

    /** How long services may take to become ready, in seconds, from the start of the first one. Building images does not count. */
    @Parameter(property = "esb.timeout", defaultValue = "300")
    private int timeout;

    /** How long processes may take to end by themselves, in seconds, should the environment have to be taken down. */
    @Parameter(property = "esb.stopTimeout", defaultValue = "2")
    private int stopTimeout;

    /** Leaves the environment, also when it does not come up or the build ends, to be looked at. */
    @Parameter(property = "esb.keep", defaultValue = "false")
    private boolean keep;

    /** How long to wait for another build that has the environment, in seconds. 0: fails at once. */
    @Parameter(property = "esb.lockWait", defaultValue = "0")
    private int lockWait;

    /**
     * How long the environment may live, in seconds from the start of {@code up}, for machines where nobody can tell whether its build
     * still runs. What is over is taken down by the next {@code up}, {@code list} or {@code prune} on the engine, unless the build is
     * seen to run. Default: no limit.
     */
    @Parameter(property = "esb.ttl")
    private Integer ttl;

    /** Builds images even where they exist. Those that are missing are always built. */
    @Parameter(property = "esb.build", defaultValue = "false")
    private boolean build;

    /** Refuses a stack of which anything stays shared between environments. */
    @Parameter(property = "esb.strict", defaultValue = "false")
    private boolean strict;

    /**
     * Commands to run on the host once the services are ready, one after another and without a shell; on the command line separated
     * by commas. They see the variables that the stack sees, and the results as variables ({@code ESB_PORT_GATEWAY_443}). When one
     * fails, the environment did not come up. Default: none.
     */
    @Parameter(property = "esb.provision")
    private List<String> provision;

    @Override
    String skipReason() {
        if (!isBoundToLifecycle()) {
            return "";
        }
        // Modules inherit the goals of their aggregator, which has no stack itself.
        return isAggregatorWithoutStack()
                ? "an aggregator without a Compose file"
                : TestSkips.reason(session().getUserProperties(), project().getProperties());
    }

    @Override
    void run() {
        Instant start = Instant.now();
        StackRequest request = request();
        boolean isOwned = isBoundToLifecycle() && !keep;
        Optional<Duration> life = Optional.ofNullable(ttl).map(Duration::ofSeconds);
        DockerCli docker = docker();
        UpOptions options = new UpOptions(
                Duration.ofSeconds(timeout),
                Duration.ofSeconds(stopTimeout),
                Duration.ofSeconds(lockWait),
                build,
                keep,
                strict,
                provision);
        boolean isFirst = isOwned
                && BuildEndCleanup.watch(new WatchedEnvironment(
                        session(), request.key(), request.directories(), docker, options.stopTimeout()));
        try {
            Owner owner = isOwned ? BuildOwner.build(session(), life) : BuildOwner.person(life);
            UpResult result =
                    new Up(docker, owner, Clock.systemUTC(), processEnvironment(), reporter()).run(request, options);
            BuildEndCleanup.followLogs(request.key());
            if (isBoundToLifecycle()) {
                new TestProperties(project(), session(), getLog()).hand(result.results());
            }
            new UpReport(result).lines(Duration.between(start, Instant.now())).forEach(getLog()::info);
        } catch (EsbException e) {
            BuildEndCleanup.stopIfEnding();
            // Another module may have the environment, and keeps it. What is left is for the end of the build and the
            // watchdog.
            if (isFirst && !(e instanceof IncompleteCleanupException)) {
                BuildEndCleanup.forget(request.key());
            }
            throw e;
        }
    }
}
