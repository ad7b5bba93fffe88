package dev.esb.cleanup;

import dev.esb.Background;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.ImageCommand;
import dev.esb.docker.ProgressLine;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import dev.esb.environment.MarkedDirectory;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes an environment down, known by its name alone. */
public final class Down {
    /** How long another process may take for the same environment, beside the grace period of its containers. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int ROUNDS = 10;
    private static final Predicate<Owner> EVERY_OWNER = owner -> true;

    private final Docker docker;
    private final Containers containers;
    private final LeaseRegistry leases;
    private final Reporter reporter;

    public Down(Docker docker, Reporter reporter) {
        this.docker = docker;
        this.containers = new Containers(docker);
        this.leases = LeaseRegistry.reading(docker);
        this.reporter = reporter;
    }

    /** How a call ended. */
    public enum Outcome {
        /** The environment was there, and is down. */
        DOWN,
        /** There was no such environment. */
        NOTHING,
        /** The environment belongs to another owner, and was left alone. */
        NOT_OURS
    }

    /**
     * Takes an environment down, whoever its owner is.
     *
     * <p>Saves the logs, stops the containers, removes them with networks, volumes and images that were built for the environment,
     * removes its directories, and releases the lease. What is gone already is no error. An interrupt of the calling thread does not
     * end the work halfway.
     *
     * @param stopTimeout how long processes may take to end, in one grace period for all of them
     * @throws EsbException when something cannot be removed; the lease then stays, and the next call finishes the work
     */
    public Outcome run(EnvironmentKey key, Directories directories, Duration stopTimeout) {
        return run(key, directories, stopTimeout, EVERY_OWNER);
    }

    /** As {@link #run(EnvironmentKey, Directories, Duration)}, but leaves an environment alone whose owner is another one. */
    public Outcome run(
            EnvironmentKey key, Directories directories, Duration stopTimeout, Predicate<Owner> isExpectedOwner) {
        return Background.uninterruptibly(() -> locked(key, directories, stopTimeout, isExpectedOwner));
    }

    private Outcome locked(
            EnvironmentKey key, Directories directories, Duration stopTimeout, Predicate<Owner> isExpectedOwner) {
        try {
            return EnvironmentLock.whileHeld(
                    directories,
                    stopTimeout.plus(PATIENCE),
                    () -> takeDown(key, directories, stopTimeout, isExpectedOwner));
        } catch (DockerException | IOException e) {
            throw new EsbException(incomplete(key, reason(e)), e);
        }
    }

    private Outcome takeDown(
            EnvironmentKey key, Directories directories, Duration stopTimeout, Predicate<Owner> isExpectedOwner)
            throws IOException {
        // In this order: a process that brings an environment up has its lease before there is any container.
        List<ContainerSummary> found = containers.allOf(key.project());
        List<Lease> held =
                leases.all().stream().filter(lease -> lease.key().equals(key)).toList();
        if (!held.stream().map(Lease::owner).allMatch(isExpectedOwner)) {
            return Outcome.NOT_OURS;
        }
        if (held.isEmpty() && found.isEmpty() && isExpectedOwner != EVERY_OWNER) {
            // Another process has taken it down already, and the next build of this name may be about to bring it up.
            return Outcome.NOTHING;
        }
        if (!found.isEmpty()) {
            saveLogs(key, directories);
            docker.run(new ContainerCommand.Stop(
                    found.stream().map(ContainerSummary::id).toList(), (int) stopTimeout.toSeconds()));
        }
        // Also where there is no container: of a half-made environment there may be networks and volumes alone.
        removeResources(key);
        if (!key.name().isDefault()) {
            removeImages(key);
        }
        removeDirectories(directories);
        held.forEach(leases::release);
        return found.isEmpty() && held.isEmpty() ? Outcome.NOTHING : Outcome.DOWN;
    }

    /**
     * Removes until nothing is found any more: the engine still carries out what an earlier process asked of it, also after that
     * process was killed.
     */
    private void removeResources(EnvironmentKey key) {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProgressLine> progress = new ArrayList<>();
            docker.stream(new ComposeCommand.Down(key.project()), line -> {
                reporter.debug(line);
                ProgressLine.parse(line).ifPresent(progress::add);
            });
            // Compose leaves networks and volumes that other containers use, and exits with 0 all the same.
            List<ProgressLine> inUse =
                    progress.stream().filter(ProgressLine::isInUse).toList();
            if (!inUse.isEmpty()) {
                throw new EsbException(incomplete(key, stillInUse(inUse)));
            }
            if (progress.stream().noneMatch(ProgressLine::isRemoved)) {
                return;
            }
        }
        throw new EsbException(
                incomplete(key, "another process makes new containers, networks or volumes of it all the time"));
    }

    private static String incomplete(EnvironmentKey key, String reason) {
        return "The environment '%s' could not be taken down completely: %s. Put that right and run it again: mvn esb:down %s"
                .formatted(key, reason, key.options());
    }

    private String stillInUse(List<ProgressLine> resources) {
        return resources.stream()
                .map(resource -> "%s %s is in use by %s"
                        .formatted(
                                resource.kind(),
                                resource.name(),
                                String.join(
                                        ", ",
                                        docker.run(new ContainerCommand.ListUsing(
                                                resource.kind().toLowerCase(Locale.ROOT), resource.name())))))
                .collect(Collectors.joining("; "));
    }

    private void removeDirectories(Directories directories) throws IOException {
        List<Path> own = Stream.of(directories.config(), directories.sockets())
                .filter(Files::exists)
                .toList();
        if (own.isEmpty()) {
            return;
        }
        String engine = docker.run(new EngineCommand.Id());
        for (Path directory : own) {
            if (MarkedDirectory.isOfAnother(directory, engine)) {
                reporter.info("The directory '%s' belongs to an environment of another engine, and stays"
                        .formatted(directory));
            } else {
                MarkedDirectory.delete(directory, engine);
            }
        }
    }

    /** What was built for the environment, under all names that it was given. In "default" the names are the author's own. */
    private void removeImages(EnvironmentKey key) {
        List<String> images = docker.run(new ImageCommand.ListLabelled(ComposeLabels.ofProject(key.project())));
        if (!images.isEmpty()) {
            docker.run(new ImageCommand.Remove(images));
        }
    }

    /** Keeps the log of every service in {@code logs/<service>.log}; where that fails, warns and goes on. */
    public void saveLogs(EnvironmentKey key, Directories directories) {
        try {
            new ServiceLogs(docker).save(key.project(), directories.logs());
        } catch (DockerException | IOException e) {
            reporter.warn(
                    "The logs of '%s' could not be saved in '%s': %s".formatted(key, directories.logs(), reason(e)));
        }
    }

    private static String reason(Exception e) {
        return e instanceof DockerException failure
                ? failure.errorOutput().lines().reduce((a, b) -> b).orElse("")
                : e.toString();
    }
}
