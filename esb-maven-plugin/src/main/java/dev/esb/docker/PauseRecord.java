package dev.esb.docker;

import dev.esb.Background;
import dev.esb.docker.ResourceCommand.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A container outside an environment that is paused while the environment copies what it writes.
 *
 * <p>What says so on the engine is another container, which never runs, and mounts the volumes that are filled. It is made before the pause, and goes
 * after it: where the process is killed in between, those that clean up after it let the paused container go on. The name of the record follows from
 * that of the container, so that of two environments the second waits for the first.
 *
 * @param container the name of the paused container
 * @param id of the record; empty where the container was paused by its user before, or does not run, so that there is nothing to end
 */
public record PauseRecord(String container, Optional<String> id) {
    private static final String PREFIX = "esb-paused-";

    /**
     * Makes the record, and pauses the container.
     *
     * @param project the environment's Compose project
     * @param image of the record, without a file
     * @param labels of the record, beside those of the project
     * @param written volumes of the environment that are filled, by their path in the record
     * @return empty where another environment has the container paused
     * @throws DockerException when the engine cannot pause it. Nothing is left of the record then
     */
    public static Optional<PauseRecord> begin(
            Docker docker,
            String container,
            String project,
            String image,
            Map<String, String> labels,
            Map<String, String> written) {
        Map<String, String> all = new TreeMap<>(labels);
        all.putAll(ComposeLabels.ofPause(project));
        String id;
        try {
            id = docker.run(new ContainerCommand.CreateWithVolumes(
                    image, Optional.of(PREFIX + container), all, written, Map.of(), Map.of()));
        } catch (DockerException e) {
            if (e.errorOutput().contains("is already in use by")) {
                return Optional.empty();
            }
            throw e;
        }
        PauseRecord record = new PauseRecord(container, Optional.of(id));
        try {
            if (docker.run(new ContainerCommand.Pause(container))) {
                return Optional.of(record);
            }
        } catch (RuntimeException e) {
            // It can be paused all the same, as after an interrupt.
            record.end(docker);
            throw e;
        }
        remove(docker, id);
        return Optional.of(new PauseRecord(container, Optional.empty()));
    }

    /** Lets the container go on, and removes the record; also where this thread is interrupted. */
    public void end(Docker docker) {
        id.ifPresent(own -> {
            Background.uninterruptibly(() -> docker.run(new ContainerCommand.Unpause(List.of(container))));
            remove(docker, own);
        });
    }

    private static void remove(Docker docker, String id) {
        Background.uninterruptibly(() -> docker.run(new ResourceCommand.Remove(Kind.CONTAINER, List.of(id))));
    }

    /** The record that a container is; empty for another container. */
    public static Optional<PauseRecord> of(ContainerSummary container) {
        return Optional.of(container)
                .filter(ContainerSummary::isPauseRecord)
                .flatMap(record -> named(record.name(), record.id()));
    }

    /**
     * The record that a container has to be by its name.
     *
     * @param id of the container
     */
    public static Optional<PauseRecord> named(String name, String id) {
        return name.startsWith(PREFIX)
                ? Optional.of(new PauseRecord(name.substring(PREFIX.length()), Optional.of(id)))
                : Optional.empty();
    }
}
