package dev.esb.docker;

import dev.esb.Background;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A container outside an environment that is paused while the environment copies what it writes.
 *
 * <p>What says so on the engine is another container, which never runs, and mounts what is copied and where to. It is made before the pause, and goes
 * after it: where the process is killed in between, those that clean up after it let the paused container go on. The name of the record follows from
 * that of the container, so that of two environments the second waits for the first.
 *
 * @param container the name of the paused container
 * @param id of the record
 */
public record PauseRecord(String container, String id) {
    private static final String PREFIX = "esb-paused-";

    /**
     * Makes the record, and pauses the container.
     *
     * @param project the environment's Compose project
     * @param image of the record, without a file
     * @param labels of the record, beside those of the project
     * @param written volumes of the environment that are filled, by their path in the record
     * @param read volumes or directories of the engine's machine that are copied, by their path in the record
     * @return empty where another environment has the container paused
     * @throws DockerException when the engine cannot pause it. Nothing is left of the record then
     */
    public static Optional<PauseRecord> begin(
            Docker docker,
            String container,
            String project,
            String image,
            Map<String, String> labels,
            Map<String, String> written,
            Map<String, String> read) {
        Map<String, String> all = new TreeMap<>(labels);
        all.putAll(ComposeLabels.ofPause(project));
        PauseRecord record;
        try {
            record = new PauseRecord(
                    container,
                    docker.run(new ContainerCommand.CreateWithVolumes(
                            image, Optional.of(PREFIX + container), all, written, Map.of(), read)));
        } catch (DockerException e) {
            if (e.errorOutput().contains("is already in use by")) {
                return Optional.empty();
            }
            throw e;
        }
        try {
            docker.run(new ContainerCommand.Pause(container));
            return Optional.of(record);
        } catch (RuntimeException e) {
            record.end(docker);
            throw e;
        }
    }

    /** Lets the container go on, and removes the record; also where this thread is interrupted. */
    public void end(Docker docker) {
        Background.uninterruptibly(() -> {
            docker.run(new ContainerCommand.Unpause(List.of(container)));
            return docker.run(new ResourceCommand.Remove(Kind.CONTAINER, List.of(id)));
        });
    }

    /** The name of the container that a record of this name keeps paused; empty for another name. */
    static Optional<String> paused(String name) {
        return Optional.of(name).filter(text -> text.startsWith(PREFIX)).map(text -> text.substring(PREFIX.length()));
    }

    /** The record that a container is; empty for another container. */
    public static Optional<PauseRecord> of(Resource container) {
        return paused(container.name()).map(name -> new PauseRecord(name, container.id()));
    }

    /**
     * Ends those that a killed process has left, and removes the volumes of the environment that were not filled yet.
     *
     * @param containers those of an environment
     * @return the others
     */
    public static List<ContainerSummary> endAll(Docker docker, List<ContainerSummary> containers) {
        List<ContainerSummary> records = containers.stream()
                .filter(container -> container.paused().isPresent())
                .toList();
        if (records.isEmpty()) {
            return containers;
        }
        List<String> unfinished = unfinished(docker, records);
        records.forEach(container -> new PauseRecord(container.paused().orElseThrow(), container.id()).end(docker));
        List<ContainerSummary> helpers =
                containers.stream().filter(ContainerSummary::isHelper).toList();
        remove(
                docker,
                Kind.CONTAINER,
                helpers.stream().map(ContainerSummary::id).toList());
        remove(docker, Kind.VOLUME, unfinished);
        List<ContainerSummary> others = new ArrayList<>(containers);
        others.removeAll(records);
        others.removeAll(helpers);
        return others;
    }

    /** Of what a record mounts for writing, only what is labelled as the environment's. */
    private static List<String> unfinished(Docker docker, List<ContainerSummary> records) {
        String project = records.get(0).project();
        List<String> own = docker
                .run(new ResourceCommand.ListLabelled(Kind.VOLUME, ComposeLabels.ofProject(project), List.of()))
                .stream()
                .map(Resource::name)
                .toList();
        List<String> ids = records.stream().map(ContainerSummary::id).toList();
        return docker.run(new ContainerCommand.InspectMounts(ids)).stream()
                .flatMap(mounts -> mounts.written().stream())
                .distinct()
                .filter(own::contains)
                .toList();
    }

    private static void remove(Docker docker, Kind kind, List<String> names) {
        if (!names.isEmpty()) {
            docker.run(
                    kind == Kind.VOLUME
                            ? new VolumeCommand.RemoveUnused(names)
                            : new ResourceCommand.Remove(kind, names));
        }
    }
}
