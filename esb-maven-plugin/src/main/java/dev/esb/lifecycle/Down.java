package dev.esb.lifecycle;

import dev.esb.Problem;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.DockerCli;
import dev.esb.docker.DockerFailure;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.ImageCommand;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentDirectory;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import dev.esb.lease.Lease;
import dev.esb.lease.Leases;
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
    /** How long somebody else may take for the same environment, beside the grace period of its processes. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int ROUNDS = 10;

    private static final Predicate<Owner> ANYBODY = owner -> true;

    private final DockerCli docker;
    private final Containers containers;
    private final Leases leases;
    private final Reporter reporter;

    public Down(DockerCli docker, Reporter reporter) {
        this.docker = docker;
        this.containers = new Containers(docker);
        this.leases = Leases.reading(docker);
        this.reporter = reporter;
    }

    /** What became of it. */
    public enum Outcome {
        /** It is down. */
        DOWN,
        /** There was nothing. */
        NOTHING,
        /** It belongs to somebody else, and was left alone. */
        NOT_OURS
    }

    /**
     * Takes an environment down, whoever it belongs to.
     *
     * <p>Saves the logs, ends the containers, removes them with networks, volumes and images that were built for the environment,
     * removes its directories, and gives the lease back. What is gone already is no error.
     *
     * @param stopTimeout how long processes may take to end, in one grace period for all of them
     * @throws Problem when something cannot be removed; the lease then stays, and the next call finishes the work
     */
    public Outcome run(EnvironmentKey key, Directories directories, Duration stopTimeout) {
        return run(key, directories, stopTimeout, ANYBODY);
    }

    /** The same, where the environment belongs to somebody of whom the condition holds. */
    public Outcome run(EnvironmentKey key, Directories directories, Duration stopTimeout, Predicate<Owner> condition) {
        try {
            EnvironmentLock lock = EnvironmentLock.acquire(directories, stopTimeout.plus(PATIENCE));
            try {
                return runAlone(key, directories, stopTimeout, condition);
            } finally {
                lock.close();
            }
        } catch (DockerFailure | IOException e) {
            throw new Problem(incomplete(key, reason(e)), e);
        }
    }

    private Outcome runAlone(
            EnvironmentKey key, Directories directories, Duration stopTimeout, Predicate<Owner> condition)
            throws IOException {
        // In this order: whoever brings an environment up has its lease before there is any container.
        List<ContainerSummary> found = containers.allOf(key.project());
        List<Lease> held =
                leases.all().stream().filter(lease -> lease.key().equals(key)).toList();
        if (!held.stream().map(Lease::owner).allMatch(condition)) {
            return Outcome.NOT_OURS;
        }
        if (held.isEmpty() && found.isEmpty() && condition != ANYBODY) {
            // Somebody else was faster, and the next one may be about to bring it up.
            return Outcome.NOTHING;
        }
        if (!found.isEmpty()) {
            saveLogs(key, directories);
            docker.run(new ContainerCommand.Stop(
                    found.stream().map(ContainerSummary::id).toList(), (int) stopTimeout.toSeconds()));
        }
        // Also where there is no container: networks and volumes of a half-made environment have no other witness.
        removeResources(key);
        if (!key.name().isDefault()) {
            removeImages(key);
        }
        removeDirectories(directories);
        held.forEach(leases::release);
        return found.isEmpty() && held.isEmpty() ? Outcome.NOTHING : Outcome.DOWN;
    }

    /**
     * Until nothing is found any more: the engine carries out what it was asked for, also when the process that asked was ended in the
     * meantime.
     */
    private void removeResources(EnvironmentKey key) {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> lines = new ArrayList<>();
            docker.stream(new ComposeCommand.Down(key.project()), lines::add);
            lines.forEach(reporter::debug);
            // Compose passes by what others use, and says that all went well.
            List<String> inUse = lines.stream()
                    .filter(line -> line.contains("Resource is still in use"))
                    .map(line -> line.replaceAll("\\s*Resource is still in use.*", "")
                            .strip())
                    .toList();
            if (!inUse.isEmpty()) {
                throw new Problem(incomplete(key, stillInUse(inUse)));
            }
            if (lines.stream().noneMatch(line -> line.endsWith("Removed"))) {
                return;
            }
        }
        throw new Problem(incomplete(key, "something makes new containers, networks or volumes of it all the time"));
    }

    private static String incomplete(EnvironmentKey key, String reason) {
        return "The environment '%s' could not be taken down completely: %s. Put that right and run it again: mvn esb:down %s"
                .formatted(key, reason, key.options());
    }

    /** @param resources as Compose calls them: {@code Network esb-e2e-1_default} */
    private String stillInUse(List<String> resources) {
        return resources.stream()
                .map(resource -> {
                    String[] words = resource.split("\\s+");
                    List<String> users = docker.run(
                            new ContainerCommand.ListUsing(words[0].toLowerCase(Locale.ROOT), words[words.length - 1]));
                    return "%s is in use by %s".formatted(resource, String.join(", ", users));
                })
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
            if (EnvironmentDirectory.isOfAnother(directory, engine)) {
                reporter.info("The directory '%s' belongs to an environment of another engine, and stays"
                        .formatted(directory));
            } else {
                EnvironmentDirectory.delete(directory, engine);
            }
        }
    }

    /** What was built for the environment, under all names that it was given. In "default" the names are the author's own. */
    private void removeImages(EnvironmentKey key) {
        List<String> images = docker.run(new ImageCommand.ListLabelled(Containers.label(key.project())));
        if (!images.isEmpty()) {
            docker.run(new ImageCommand.Remove(images));
        }
    }

    /** Keeps the log of every service in {@code logs/<service>.log}; where that fails, it is told and no more. */
    void saveLogs(EnvironmentKey key, Directories directories) {
        try {
            new ServiceLogs(docker).save(key.project(), directories.logs());
        } catch (DockerFailure | IOException e) {
            reporter.warn(
                    "The logs of '%s' could not be saved in '%s': %s".formatted(key, directories.logs(), reason(e)));
        }
    }

    private static String reason(Exception e) {
        return e instanceof DockerFailure failure
                ? failure.errorOutput().lines().reduce((a, b) -> b).orElse("")
                : e.toString();
    }
}
