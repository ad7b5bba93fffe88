package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.docker.DockerCli;
import dev.esb.lease.Owner;
import dev.esb.lifecycle.IncompleteCleanupException;
import dev.esb.lifecycle.Up;
import dev.esb.lifecycle.UpOptions;
import dev.esb.lifecycle.UpResult;
import dev.esb.matrix.Matrix;
import dev.esb.parameter.Entries;
import dev.esb.parameter.Keep;
import dev.esb.parameter.SecondsParameter;
import dev.esb.parameter.YesOrNo;
import dev.esb.plan.StackRequest;
import dev.esb.snapshot.SnapshotOptions;
import dev.esb.terminal.ProgressReporter;
import dev.esb.wrapper.WrapperFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of the goals that bring an environment up, and the way from them to one that is up. */
abstract class AbstractUpMojo extends AbstractStackMojo {
    /** How long an environment waits for the next build: a working day. */
    private static final Duration REUSABLE = Duration.ofHours(8);

    /**
     * How long it may take until the services are ready, in seconds from the start of the goal, 1 to 86400. The wait for another build
     * does not count, nor does the time in which images are pulled or built; but a pull or build that prints nothing for as long is ended
     * as well.
     */
    @Parameter(property = "esb.timeout", defaultValue = "300")
    private String timeout;

    /**
     * How long the processes in the containers may take to end after their stop signal (SIGTERM, or the {@code stop_signal} of the
     * service), in seconds, 0 to 3600, when the goal or the end of the build takes the environment down, and when the goal replaces or removes
     * containers of an environment that is up. When the environment is taken down, a container whose main process is seen not to hear the
     * signal is killed at once.
     */
    @Parameter(property = "esb.stopTimeout", defaultValue = "2")
    private String stopTimeout;

    /**
     * Leaves the environment up, so that the user can look at it. {@code true}: when it does not get ready, and when the build ends.
     * {@code onFailure}: when it does not get ready, a test fails, or the build fails while it is up; then it is the user's for eight hours,
     * or until the end of its {@code ttl}. {@code false}: not at all.
     */
    @Parameter(property = "esb.keep", defaultValue = "false")
    private String keep;

    /**
     * How long to wait while another build has the environment, or another process brings it up, in seconds, up to 86400, before the goal
     * fails. 0: fails at once.
     */
    @Parameter(property = "esb.lockWait", defaultValue = "0")
    private String lockWait;

    /**
     * How long the environment may live, in seconds from the start of {@code up}, 1 to 31536000 (a year). After that, the next
     * {@code up} or {@code prune} on the engine takes it down, unless that process can see that the environment's build
     * still runs. Needed where builds run in containers or on other machines, whose processes it cannot see. On the command line,
     * {@code up} of an environment that is there begins this time anew; without a value, it stays as it was. Default: no limit.
     */
    @Parameter(property = "esb.ttl")
    private String ttl;

    /** Builds images even if they exist. Images that do not exist are always built. */
    @Parameter(property = "esb.build", defaultValue = "false")
    private String build;

    /**
     * Fails, before anything is started, if anything in the stack stays shared between environments, an entry of {@code isolate} or
     * {@code share} names nothing in it, or the command line has a property {@code esb.*} that no goal knows (in every goal, if the command
     * line has {@code -Desb.strict=true}).
     */
    @Parameter(property = "esb.strict", defaultValue = "false")
    private String strict;

    /**
     * What services have to satisfy before the environment counts as ready, beside their healthchecks and published ports. Each
     * {@code wait} has a {@code service} and one of {@code http} (a path), {@code log} (a regular expression), {@code tcp} (a port of the
     * container) and {@code command} (run in the container); with {@code http}, also {@code port}, {@code scheme}, {@code status} and
     * {@code body}; and {@code timeout}, in seconds, 1 to 86400. Labels {@code dev.esb.wait.*} in the Compose file add to them. An error if
     * the stack has no such service, or the service does not publish the port. Default: none.
     */
    @Parameter
    private List<Wait> waits;

    /**
     * Commands to run on the host after the services are ready, one after another and without a shell; on the command line separated by
     * commas. They get the variables that the Compose files can use, and the results as variables ({@code ESB_PORT_GATEWAY_443}). If one
     * fails, so does the goal. Default: none.
     */
    @Parameter(property = "esb.provision")
    private List<String> provision;

    /**
     * How long each command of {@code provision} may take, in seconds, 1 to 86400. One that takes longer is ended, with what it has
     * started, and the goal fails.
     */
    @Parameter(property = "esb.provisionTimeout", defaultValue = "600")
    private String provisionTimeout;

    /**
     * Whether the environment begins with a snapshot: the data of a stack that came up and was provisioned once. {@code true}: with the one that
     * fits, in which case {@code provision} does not run again; if there is none, this call makes it, for which it stops the services that have data and
     * starts them again. {@code refresh}: it makes a new one. {@code false}: no. A snapshot fits as long as the stack's model, its images, the files that
     * its services read, {@code provision} with the files that it names, and {@code snapshotInputs} are the same. An environment that is there keeps its
     * data.
     */
    @Parameter(property = "esb.snapshot", defaultValue = "false")
    private String snapshot;

    /**
     * Whether the environment stays when the build ends, for the next build of that name, which takes it over as it is: only what has changed is
     * replaced, and with {@code snapshot}, its data is put back to that of the snapshot first. Until then it is the user's who ran the build, with a
     * {@code ttl} of eight hours unless another one is given. An environment without a {@code ttl}, such as one of {@code esb:up} on the command line, is
     * used, and stays its user's with its data. If the build is killed, the environment goes.
     */
    @Parameter(property = "esb.reuse", defaultValue = "false")
    private String reuse;

    /**
     * Files that decide what is in the data, beside those that services mount, as patterns relative to the module's base directory, such as
     * {@code src/main/resources/db/**}; on the command line separated by commas. If one changes, so does the snapshot. Default: none.
     */
    @Parameter(property = "esb.snapshotInputs")
    private List<String> snapshotInputs;

    /** How many snapshots of one stack are kept, 1 to 1000. The one that was not used for the longest time goes, unless an environment uses it. */
    @Parameter(property = "esb.snapshotLimit", defaultValue = "3")
    private String snapshotLimit;

    @Override
    boolean isStrict() {
        return YesOrNo.read("esb.strict", strict);
    }

    final Keep keep() {
        return Keep.read(keep);
    }

    final Duration stopTimeout() {
        return SecondsParameter.STOP_TIMEOUT.read(stopTimeout);
    }

    /**
     * Brings it up, and prints its ports. If that fails, nothing is left, unless {@code keep} is set.
     *
     * @param isOwned whether it is this build's and ends with it; else it is a person's
     */
    final UpResult bringUp(StackRequest request, boolean isOwned) {
        Instant start = Instant.now();
        UpOptions options = options(request);
        Optional<Duration> timeToLive = SecondsParameter.TTL
                .readIfGiven(ttl)
                .or(() -> options.reuse() ? Optional.of(REUSABLE) : Optional.empty());
        fixName();
        rememberPom();
        DockerCli docker = docker();
        Owner owner = isOwned ? BuildOwner.build(session(), timeToLive) : BuildOwner.person(session(), timeToLive);
        BuildEndCleanup cleanup = BuildEndCleanup.OF_THIS_JVM;
        WatchedEnvironment own =
                new WatchedEnvironment(session(), request.key(), request.directories(), docker, options.stopTimeout());
        if (options.reuse() && isOwned) {
            own.reused();
        }
        WatchedEnvironment environment = cleanup.watch(keep() == Keep.ON_FAILURE ? own.keptOnFailure() : own);
        environment.bringingUp().lock();
        try {
            UpResult result;
            try (ProgressReporter progress = Progress.of(session(), processEnvironment(), getLog())) {
                result = new Up(docker, owner, Clock.systemUTC(), processEnvironment(), progress)
                        .run(request, options, cleanup.upWatch(environment));
            }
            if (isOwned) {
                environment.up();
            } else {
                // It is the person's from now on.
                cleanup.leave(environment);
            }
            if (isBoundToLifecycle()) {
                new TestProperties(project(), session(), getLog()).hand(result.results());
            }
            new UpReport(result, !isBoundToLifecycle())
                    .lines(Duration.between(start, Instant.now()))
                    .forEach(getLog()::info);
            return result;
        } catch (EsbException e) {
            cleanup.stopIfEnding();
            // If something of it is left, the end of the build and the watchdog try again.
            if (!(e instanceof IncompleteCleanupException)) {
                cleanup.failed(environment);
            }
            throw e;
        } finally {
            environment.bringingUp().unlock();
        }
    }

    /** For commands and tests that read no pom: they find the environment of this module by what is written here. */
    private void rememberPom() {
        PomSettings pom = new PomSettings(project(), pluginKey(), pluginVersion());
        // In the build of a matrix, the module has another build directory than its pom says.
        if (project() == null
                || project().getFile() == null
                || !pom.hasStack()
                || Matrix.isInner(processEnvironment())) {
            return;
        }
        StaleWrapper.warn(pom, reporter());
        Path output = layout().output();
        try {
            Files.createDirectories(output);
            WrapperFiles.writeProject(output, pom.keptIn(output));
        } catch (IOException | EsbException e) {
            getLog().debug("Tests that are started without Maven will have to ask it: " + e);
        }
    }

    private UpOptions options(StackRequest request) {
        return new UpOptions(
                SecondsParameter.TIMEOUT.read(timeout),
                stopTimeout(),
                SecondsParameter.LOCK_WAIT.read(lockWait),
                YesOrNo.read("esb.build", build),
                keep() != Keep.NEVER,
                isStrict(),
                Wait.read(waits),
                Entries.read("esb.provision", provision),
                SecondsParameter.PROVISION_TIMEOUT.read(provisionTimeout),
                snapshotOptions(request),
                YesOrNo.read("esb.reuse", reuse));
    }

    private SnapshotOptions snapshotOptions(StackRequest request) {
        return new SnapshotOptions(
                SnapshotParameter.mode(snapshot),
                SnapshotParameter.stack(
                        project(), baseDirectory(), request.key().stack()),
                SnapshotParameter.patterns(Entries.read("esb.snapshotInputs", snapshotInputs)),
                SnapshotParameter.limit(snapshotLimit));
    }
}
