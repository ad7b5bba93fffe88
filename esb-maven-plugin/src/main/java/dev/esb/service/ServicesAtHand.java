package dev.esb.service;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.PauseRecord;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import dev.esb.environment.UsableDirectories;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Lets a goal do something with the containers of services of an environment that is up, while no other process is at work on it. */
record ServicesAtHand(Docker docker, StartedAgain again) {

    /**
     * Does the work under the lock of the environment.
     *
     * @param services the services; empty for all
     * @param done what is done with the environment, for a message: {@code restarted}
     * @param work gets the containers of these services, by service and number
     * @throws EsbException when there is no such environment or service, another process brings the environment up or takes it down, or
     *     another environment has one of the containers paused
     */
    <T> T whileHeld(
            EnvironmentKey key,
            Directories directories,
            List<String> services,
            String done,
            Function<List<ContainerSummary>, T> work) {
        new ServiceContainers(docker, key, directories).atWork().ifPresent(busy -> {
            throw busy;
        });
        new UsableDirectories(directories).requireLock();
        try {
            return EnvironmentLock.whileHeld(directories, Duration.ZERO, () -> work.apply(chosen(key, services)));
        } catch (IOException e) {
            throw new EsbException(
                    "The environment '%s' was not %s: its lock in '%s' (esb.home) cannot be used: %s."
                            .formatted(key, done, directories.config().getParent(), FileProblem.of(e)),
                    e);
        }
    }

    private List<ContainerSummary> chosen(EnvironmentKey key, List<String> services) {
        List<ContainerSummary> all = new EnvironmentQueries(docker).containers(key);
        EnvironmentQueries.requireServices(key, all, services);
        again.requireUp(key, again.leases(), all);
        List<ContainerSummary> own = all.stream()
                .filter(container -> services.isEmpty() || services.contains(container.service()))
                .toList();
        requireNotCopied(own);
        return own;
    }

    /** Whatever lets such a container go on, also its end, would spoil the copy, which is of one moment. */
    private void requireNotCopied(List<ContainerSummary> own) {
        if (own.stream().noneMatch(ContainerSummary::isPaused)) {
            return;
        }
        List<ContainerSummary> records = new Containers(docker).pauseRecords();
        for (ContainerSummary container : own) {
            records.stream()
                    .filter(record -> PauseRecord.of(record)
                            .filter(paused -> paused.container().equals(container.name()))
                            .isPresent())
                    .findFirst()
                    .ifPresent(record -> {
                        throw new EsbException(
                                "The container '%s' is paused while another environment (project '%s') copies what it writes to, and has to stay so until that is done. Try again then; where that process was killed, this lets the container go on: mvn esb:prune -Desb.prune=true"
                                        .formatted(container.name(), record.project()));
                    });
        }
    }

    /** Where {@code docker} has failed in the middle. */
    static EsbException notAll(EnvironmentKey key, String done, DockerException failure) {
        return new EsbException(
                "Not all containers of the environment '%s' could be %s: %s. See what they do with: mvn esb:ps %s"
                        .formatted(key, done, failure.lastReason(), key.options()),
                failure);
    }
}
