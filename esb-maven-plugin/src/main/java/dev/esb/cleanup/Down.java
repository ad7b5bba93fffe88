package dev.esb.cleanup;

import dev.esb.Background;
import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.Reporter;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.EngineIds;
import dev.esb.docker.RemovalDetails;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.engine.Engine;
import dev.esb.engine.EngineMark;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import dev.esb.environment.MarkedDirectory;
import dev.esb.environment.RenderedHeader;
import dev.esb.environment.UsableDirectories;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Takes an environment down. Its name is enough: neither the Compose file nor a pom is needed. */
public final class Down {
    private static final Expectation EVERY_LEASE = (lease, isLost) -> true;

    private final Docker docker;
    private final Supplier<EngineIds> engineIds;
    private final Runnable engineCheck;
    private final Containers containers;
    private final LeaseRegistry leases;
    private final Reporter reporter;

    public Down(Docker docker, Reporter reporter) {
        this(docker, reporter, () -> EngineMark.read(docker), () -> {});
    }

    /** @param engine the check of the engine, which runs while the environment is read; if it fails, nothing is taken down */
    public Down(Docker docker, Reporter reporter, CompletableFuture<Engine> engine) {
        this(docker, reporter, () -> Background.join(engine).ids(), () -> Background.join(engine));
    }

    private Down(Docker docker, Reporter reporter, Supplier<EngineIds> engineIds, Runnable engineCheck) {
        this.docker = docker;
        this.engineIds = engineIds;
        this.engineCheck = engineCheck;
        this.containers = new Containers(docker);
        this.leases = LeaseRegistry.reading(docker);
        this.reporter = reporter;
    }

    /** Which environments are taken down. */
    @FunctionalInterface
    private interface Expectation {
        /**
         * @param current the lease as it is now
         * @param isLost whether the engine has it no more: it is as the containers say that it was claimed
         */
        boolean holds(Lease current, boolean isLost);
    }

    /** How a call ended. */
    public enum Outcome {
        /** The environment was there, and was taken down. */
        DOWN,
        /** There was no such environment. */
        NOTHING,
        /** The environment belongs to an owner that the caller did not expect, and was not touched. */
        OTHER_OWNER
    }

    /**
     * Takes an environment of any owner down.
     *
     * <p>Saves the logs, if the environment was brought up from the same directory, and stops the containers, removes them with their
     * networks, volumes and the images that were built for the
     * environment (of "default", only those without a tag), removes its directories, and releases the lease. A resource that does not exist any more is no error. An interrupt of
     * the calling thread does not end the work halfway.
     *
     * <p>Services with {@code pre_stop} hooks are stopped by Compose, at the same time, and what providers have made is removed by them; see
     * {@link TakeDownFile}.
     *
     * @param stopTimeout how long the processes in the containers may take to end, all at the same time, in whole seconds
     * @throws EsbException when another process works on the environment for more than two minutes, when the lock file in {@code esb.home}
     *     cannot be opened, or when something cannot be removed; the lease then stays, and the next call removes the rest
     * @throws DirectoryLeftException when only files of other users are left, which the engine could not remove; there is no lease then
     */
    public Outcome run(EnvironmentKey key, Directories directories, Duration stopTimeout) {
        return uninterruptibly(key, directories, stopTimeout, EVERY_LEASE);
    }

    /** As {@link #run(EnvironmentKey, Directories, Duration)}, but does not touch an environment whose owner is not an expected one. */
    public Outcome run(EnvironmentKey key, Directories directories, Duration stopTimeout, Predicate<Lease> isExpected) {
        return uninterruptibly(key, directories, stopTimeout, (current, isLost) -> isExpected.test(current));
    }

    /**
     * As {@link #run(EnvironmentKey, Directories, Duration)}, but only an environment whose lease is the one that was seen, with the same owner.
     * One that was lost since does not count: its containers say who claimed it, and not that a person has got it.
     *
     * @param seen the lease, which may have been read a while ago
     */
    public Outcome run(Lease seen, Directories directories, Duration stopTimeout) {
        return uninterruptibly(
                seen.key(), directories, stopTimeout, (current, isLost) -> !isLost && isStill(seen, current));
    }

    /** Whether the engine has the lease as it was seen. */
    boolean isStillHeld(Lease seen) {
        return of(seen.key(), leases.all(seen.key())).stream().anyMatch(held -> isStill(seen, held));
    }

    private static boolean isStill(Lease seen, Lease current) {
        return current.ownership().equals(seen.ownership());
    }

    private Outcome uninterruptibly(
            EnvironmentKey key, Directories directories, Duration stopTimeout, Expectation expected) {
        return Background.uninterruptibly(() -> locked(key, directories, stopTimeout, expected));
    }

    private Outcome locked(EnvironmentKey key, Directories directories, Duration stopTimeout, Expectation expected) {
        new UsableDirectories(directories).requireLock();
        try {
            return EnvironmentLock.whileHeld(
                    directories,
                    stopTimeout.plus(EnvironmentLock.LONGEST_WORK),
                    () -> takeDown(key, directories, stopTimeout, expected));
        } catch (DockerException | IOException e) {
            throw new EsbException(incomplete(key, reason(e)), e);
        }
    }

    private Outcome takeDown(EnvironmentKey key, Directories directories, Duration stopTimeout, Expectation expected)
            throws IOException {
        Existing existing = readAndCheckEngine(key);
        List<ContainerSummary> all = existing.containers();
        List<Lease> held = existing.leases();
        if (!held.stream().allMatch(lease -> expected.holds(lease, existing.isLost()))) {
            return Outcome.OTHER_OWNER;
        }
        if (held.isEmpty() && all.isEmpty() && expected != EVERY_LEASE) {
            // Another process has already taken it down, and the next build of this name may be about to bring it up.
            return Outcome.NOTHING;
        }
        List<ContainerSummary> found = new UnfinishedCopies(docker).remove(all);
        // Before the containers go, which may be all that tells which engine it is.
        EnvironmentDirectories own =
                new EnvironmentDirectories(docker, engineIds, reporter, key, directories).withEngineIds();
        TakeDownFile special = special(directories);
        Mounted mounted = found.isEmpty() ? Mounted.NONE : stop(key, directories, found, held, stopTimeout, special);
        // Before the networks go, to which it may have attached what it made.
        Optional<String> made = new Providers(docker, reporter).remove(special, special.providers());
        // Compose does not see them, and cannot remove the volumes that they mount.
        new Removal(docker)
                .run(
                        Kind.CONTAINER,
                        found.stream()
                                .filter(ContainerSummary::isHolder)
                                .map(ContainerSummary::id)
                                .toList());
        // Even if there is no container: a build that failed early can have left only networks and volumes.
        new ComposeDown(docker, reporter).run(key.project()).ifPresent(reason -> {
            throw new EsbException(incomplete(key, reason));
        });
        new AnonymousVolumes(docker).remove(mounted.anonymous());
        new MountedSnapshots(docker).remove(mounted.ofSnapshots());
        BuiltImages images = new BuiltImages(docker);
        images.removeUnfinished(key, found);
        images.remove(key);
        made.ifPresent(reason -> {
            throw new EsbException(incomplete(key, reason));
        });
        special.delete();
        List<String> left = own.remove();
        // Also where files are left: they are out of the way of the next environment.
        held.forEach(leases::release);
        if (!left.isEmpty()) {
            throw new DirectoryLeftException(
                    "The environment '%s' is down, but not all of its files are removed. ".formatted(key)
                            + String.join(" ", left));
        }
        return all.isEmpty() && held.isEmpty() ? Outcome.NOTHING : Outcome.DOWN;
    }

    /** The directory can be that of an environment of the same name on another engine. */
    private TakeDownFile special(Directories directories) throws IOException {
        TakeDownFile file = TakeDownFile.in(directories);
        return file.isEmpty()
                        || !MarkedDirectory.isOfAnother(
                                directories.config(), engineIds.get().all())
                ? file
                : TakeDownFile.NONE;
    }

    /**
     * Volumes that containers mount and that Compose does not remove.
     *
     * @param anonymous those without a name in the stack
     * @param ofSnapshots those that became or were to become a snapshot
     */
    private record Mounted(List<String> anonymous, List<String> ofSnapshots) {
        private static final Mounted NONE = new Mounted(List.of(), List.of());
    }

    private record Existing(List<ContainerSummary> containers, List<Lease> leases, boolean isLost) {}

    private Existing readAndCheckEngine(EnvironmentKey key) {
        try {
            return read(key);
        } finally {
            // Where both fail, it says why.
            engineCheck.run();
        }
    }

    private Existing read(EnvironmentKey key) {
        // Containers first, then leases: a process that brings an environment up claims the lease before it creates
        // containers, so the second list has the lease of all containers in the first.
        List<ContainerSummary> found = containers.allOf(key.project());
        List<Lease> held = of(key, leases.all(key));
        boolean isLost = held.isEmpty() && !found.isEmpty();
        if (isLost) {
            // What its containers say counts: a process that was killed while it brought them up has not handed them
            // over.
            held = of(key, leases.withLost(key)).stream().map(Lease::asClaimed).toList();
        }
        return new Existing(found, held, isLost);
    }

    /**
     * Stops the containers, and saves their logs meanwhile: they keep them until they are removed.
     *
     * @return the volumes that they mount and that Compose does not remove
     */
    private Mounted stop(
            EnvironmentKey key,
            Directories directories,
            List<ContainerSummary> containers,
            List<Lease> held,
            Duration stopTimeout,
            TakeDownFile special) {
        PreStopHooks hooks = new PreStopHooks(docker, reporter);
        List<ContainerSummary> hooked = PreStopHooks.of(special, containers);
        CompletableFuture<Void> hookedStop = Background.run(() -> hooks.stop(special, hooked, stopTimeout));
        CompletableFuture<Void> logs = Background.run(() -> {
            if (isOutputOf(held, directories)) {
                saveLogs(key, directories);
            }
        });
        try {
            AnonymousVolumes anonymous = new AnonymousVolumes(docker);
            List<RemovalDetails> details = anonymous.details(containers);
            new ContainerStop(docker)
                    .run(
                            containers.stream()
                                    .filter(container -> !hooked.contains(container))
                                    .map(ContainerSummary::id)
                                    .toList(),
                            details,
                            stopTimeout);
            Background.join(hookedStop);
            return new Mounted(anonymous.of(containers, details), AnonymousVolumes.ofSnapshots(details));
        } finally {
            Background.join(logs);
        }
    }

    /**
     * Whether this very environment was brought up from here. From elsewhere, also by another account at the same path in another container,
     * nothing is written into the directory of this one.
     */
    private static boolean isOutputOf(List<Lease> held, Directories directories) {
        return held.stream()
                .anyMatch(lease -> RenderedHeader.claim(directories.renderedFile(), lease.source(), lease.key())
                        .equals(lease.claim().id()));
    }

    private static List<Lease> of(EnvironmentKey key, List<Lease> leases) {
        return leases.stream().filter(lease -> lease.key().equals(key)).toList();
    }

    private static String incomplete(EnvironmentKey key, String reason) {
        return "The environment '%s' could not be taken down completely: %s. Put that right and run it again: mvn esb:down %s"
                .formatted(key, reason, key.options());
    }

    /** Writes the log of each service to {@code logs/<service>.log} in the output directory. If that fails, a warning says why. */
    public void saveLogs(EnvironmentKey key, Directories directories) {
        try {
            new UsableDirectories(directories).requireOutput();
        } catch (EsbException e) {
            reporter.warn("The logs of '%s' could not be saved. %s".formatted(key, e.getMessage()));
            return;
        }
        Path logs = directories.logs();
        try {
            new ServiceLogs(docker).save(key.project(), logs);
        } catch (DockerException | IOException e) {
            String reason = e instanceof IOException failure ? FileProblem.of(failure, logs) : reason(e);
            reporter.warn("The logs of '%s' could not be saved in '%s': %s".formatted(key, logs, reason));
        }
    }

    private static String reason(Exception e) {
        return e instanceof DockerException failure
                ? failure.reason().lines().reduce((a, b) -> b).orElse("")
                : FileProblem.of((IOException) e);
    }
}
