package dev.esb.lifecycle;

import dev.esb.Problem;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.DockerCli;
import dev.esb.docker.DockerFailure;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.OwnFiles;
import dev.esb.lease.Lease;
import dev.esb.lease.Leases;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Takes an environment down, known by its name alone. */
public final class Down {
    private final DockerCli docker;
    private final Containers containers;
    private final Leases leases;
    private final Reporter reporter;

    public Down(DockerCli docker, Reporter reporter) {
        this.docker = docker;
        this.containers = new Containers(docker);
        this.leases = new Leases(docker, "", Clock.systemUTC());
        this.reporter = reporter;
    }

    /**
     * Saves the logs, ends the containers, removes them with networks, volumes and images that were built for the environment,
     * removes its directories, and gives the lease back. What is gone already is no error.
     *
     * @param stopTimeout how long processes may take to end, in one grace period for all of them
     * @return whether there was anything
     * @throws Problem when something cannot be removed; the lease then stays, and the next call finishes the work
     */
    public boolean run(EnvironmentKey key, Directories directories, Duration stopTimeout) {
        try {
            List<ContainerSummary> found = containers.allOf(key.project());
            List<Lease> held = leases.all().stream()
                    .filter(lease -> lease.key().equals(key))
                    .toList();
            if (!found.isEmpty()) {
                saveLogs(key, directories);
                docker.run(new ContainerCommand.Stop(
                        found.stream().map(ContainerSummary::id).toList(), (int) stopTimeout.toSeconds()));
            }
            // Also where there is no container: networks and volumes of a half-made environment have no other witness.
            docker.stream(new ComposeCommand.Down(key.project(), !key.name().isDefault()), reporter::debug);
            OwnFiles.deleteDirectory(directories.config());
            OwnFiles.deleteDirectory(directories.sockets());
            held.forEach(leases::release);
            return !found.isEmpty() || !held.isEmpty();
        } catch (DockerFailure | IOException e) {
            throw new Problem(
                    "The environment '%s' could not be taken down completely: %s. Put that right and run it again: mvn esb:down %s"
                            .formatted(key, reason(e), key.options()),
                    e);
        }
    }

    /** Keeps the log of every service in {@code logs/<service>.log}; where that fails, it is told and no more. */
    void saveLogs(EnvironmentKey key, Directories directories) {
        try {
            new ServiceLogs(docker).save(key.project(), containers.of(key.project()), directories.logs());
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
