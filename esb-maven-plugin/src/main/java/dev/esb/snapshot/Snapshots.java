package dev.esb.snapshot;

import dev.esb.Background;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.EmptyImage;
import dev.esb.docker.ImageStore;
import dev.esb.docker.NewVolume;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.snapshot.Snapshot.State;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The snapshots on the engine.
 *
 * <p>Two builds may do anything here at the same moment. A snapshot is there once its container is, which comes last, and gone once that is, which
 * goes first. The engine removes no volume that a container mounts: neither one of a snapshot that is there, nor one over which an environment has
 * laid its own.
 */
public record Snapshots(Docker docker, Clock clock) {

    /** All of them, those in the making included. */
    public List<Snapshot> all() {
        return docker
                .run(new ResourceCommand.ListLabelled(Kind.CONTAINER, EnvironmentLabels.SNAPSHOT, Snapshot.LABELS))
                .stream()
                .map(Snapshot::of)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Snapshot::created).reversed())
                .toList();
    }

    /** The Compose projects of the environments that use one, by its ID. */
    public Map<String, Set<String>> users() {
        return docker
                .run(new ResourceCommand.ListLabelled(
                        Kind.VOLUME,
                        EnvironmentLabels.OF_SNAPSHOT,
                        List.of(EnvironmentLabels.OF_SNAPSHOT, ComposeLabels.PROJECT)))
                .stream()
                .collect(Collectors.groupingBy(
                        volume -> volume.labels().get(EnvironmentLabels.OF_SNAPSHOT),
                        Collectors.mapping(
                                volume -> volume.labels().get(ComposeLabels.PROJECT),
                                Collectors.toCollection(TreeSet::new))));
    }

    /**
     * Begins to make one: creates its volumes, and the container that says so.
     *
     * @param snapshot without the ID of a container
     * @param project of the environment whose data it will have
     * @param labels of the environment, beside those of its project
     * @param canCreateTogether whether the engine creates volumes together with a container
     * @return empty where another build has begun before
     */
    Optional<Snapshot> begin(
            Snapshot snapshot,
            List<DataVolume> data,
            String project,
            Map<String, String> labels,
            boolean canCreateTogether) {
        Map<String, String> all = new TreeMap<>(snapshot.labels());
        all.putAll(labels);
        all.putAll(ComposeLabels.ofHolder(project));
        Map<String, NewVolume> volumes = volumes(snapshot, data);
        try (EmptyImage image = EmptyImage.ofProject(docker, project)) {
            if (!canCreateTogether) {
                volumes.values().forEach(volume -> docker.run(new VolumeCommand.Create(volume)));
            }
            String container = docker.run(new ContainerCommand.CreateWithVolumes(
                    image.id(),
                    Optional.of(snapshot.nameInTheMaking()),
                    all,
                    canCreateTogether ? Map.of() : names(volumes),
                    canCreateTogether ? volumes : Map.of(),
                    Map.of()));
            return Optional.of(snapshot.in(container));
        } catch (DockerException e) {
            if (!canCreateTogether) {
                removeVolumes(snapshot.id());
            }
            if (e.errorOutput().contains("already in use")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Map<String, NewVolume> volumes(Snapshot snapshot, List<DataVolume> data) {
        Map<String, NewVolume> volumes = new TreeMap<>();
        for (DataVolume volume : data) {
            volumes.put(
                    "/esb/" + volumes.size(),
                    new NewVolume(snapshot.volume(volume), Map.of(EnvironmentLabels.SNAPSHOT, snapshot.id())));
        }
        return volumes;
    }

    private static Map<String, String> names(Map<String, NewVolume> volumes) {
        Map<String, String> names = new TreeMap<>();
        volumes.forEach((path, volume) -> names.put(path, volume.name()));
        return names;
    }

    /** From now on the snapshot is there. What says that it is made goes. */
    Snapshot complete(Snapshot making, List<DataVolume> data) {
        Snapshot complete = making.completed(clock.instant());
        // The container keeps it from being removed.
        String image = EmptyImage.labelled(docker, EnvironmentLabels.SNAPSHOT + "=" + complete.id())
                .id();
        String container = docker.run(new ContainerCommand.CreateWithVolumes(
                image,
                Optional.of(complete.nameWhenUsed(complete.created())),
                complete.labels(),
                names(volumes(complete, data)),
                Map.of(),
                Map.of()));
        removeContainer(making);
        return complete.in(container);
    }

    /** Says that no snapshot can be made of the environment. Its volumes go with it, also where another program has removed what says so. */
    void refuse(Snapshot making) {
        rename(making, making.nameWhenRefused());
    }

    /** Lets other builds make what a build has begun that has died. Its volumes go with its environment. */
    void forget(Snapshot making) {
        removeContainer(making);
    }

    private void removeContainer(Snapshot snapshot) {
        Background.uninterruptibly(
                () -> docker.run(new ResourceCommand.Remove(Kind.CONTAINER, List.of(snapshot.container()))));
    }

    /** Notes that an environment uses it now. The answer is whether it is still there. */
    boolean use(Snapshot snapshot) {
        return rename(snapshot, snapshot.nameWhenUsed(clock.instant()));
    }

    private boolean rename(Snapshot snapshot, String name) {
        try {
            docker.run(new ContainerCommand.Rename(snapshot.container(), name));
            return true;
        } catch (DockerException e) {
            if (ContainerCommand.Rename.isOfGone(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Removes one, but for volumes that an environment uses. */
    public void remove(Snapshot snapshot) {
        removeContainer(snapshot);
        removeRest(snapshot.id());
    }

    /** The volumes last: by them, what is left is found where this process is killed in the middle. */
    private void removeRest(String id) {
        new ImageStore(docker).removeUntagged(EnvironmentLabels.SNAPSHOT + "=" + id);
        removeVolumes(id);
    }

    private void removeVolumes(String id) {
        List<String> volumes = ids(volumesOf(EnvironmentLabels.SNAPSHOT + "=" + id));
        if (!volumes.isEmpty()) {
            docker.run(new VolumeCommand.RemoveUnused(volumes));
        }
    }

    private List<Resource> volumesOf(String label) {
        return docker.run(new ResourceCommand.ListLabelled(Kind.VOLUME, label, List.of(EnvironmentLabels.SNAPSHOT)));
    }

    private static List<String> ids(List<Resource> resources) {
        return resources.stream().map(Resource::id).toList();
    }

    /** Removes of a stack those that were not used for the longest time, and are not used now, so that no more than a number of them are left. */
    void keep(String stack, int limit) {
        List<Snapshot> own = all().stream()
                .filter(snapshot -> snapshot.isComplete() && snapshot.stack().equals(stack))
                .sorted(Comparator.comparing(Snapshot::used).reversed())
                .toList();
        if (own.size() > limit) {
            Set<String> used = users().keySet();
            own.stream()
                    .skip(limit)
                    .filter(snapshot -> !used.contains(snapshot.id()))
                    .forEach(this::remove);
        }
    }

    /** The IDs of snapshots whose container is gone, but not all of their volumes, such as those that a killed build had begun. */
    public List<String> leftovers() {
        // Volumes first: the container of one that is begun meanwhile is in the second list.
        List<Resource> volumes = volumesOf(EnvironmentLabels.SNAPSHOT);
        if (volumes.isEmpty()) {
            return List.of();
        }
        Set<String> there = docker
                .run(new ResourceCommand.ListLabelled(
                        Kind.CONTAINER, EnvironmentLabels.SNAPSHOT, List.of(EnvironmentLabels.SNAPSHOT)))
                .stream()
                .map(container -> container.labels().get(EnvironmentLabels.SNAPSHOT))
                .collect(Collectors.toSet());
        Set<String> used = users().keySet();
        return volumes.stream()
                .map(volume -> volume.labels().get(EnvironmentLabels.SNAPSHOT))
                .filter(id -> !there.contains(id) && !used.contains(id))
                .distinct()
                .toList();
    }

    /** Removes what {@link #leftovers} found. What a container mounts stays. */
    public void removeLeftovers(List<String> ids) {
        ids.forEach(this::removeRest);
    }

    /** The names of the volumes of a snapshot that are not on the engine. */
    List<String> missing(Snapshot snapshot, List<DataVolume> data) {
        List<String> names = data.stream().map(snapshot::volume).toList();
        List<String> missing = new ArrayList<>(names);
        docker.run(new VolumeCommand.Inspect(names)).forEach(volume -> missing.remove(volume.name()));
        return missing;
    }

    /** The ID of the one over which the volumes of an environment lie. */
    Optional<String> of(String project) {
        return users().entrySet().stream()
                .filter(snapshot -> snapshot.getValue().contains(project))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The names of the volumes of one. */
    Set<String> volumes(String id) {
        return Set.copyOf(ids(volumesOf(EnvironmentLabels.SNAPSHOT + "=" + id)));
    }

    /** The newest one of a stack that is there. */
    static Optional<Snapshot> latest(List<Snapshot> all, String stack) {
        return all.stream()
                .filter(snapshot ->
                        snapshot.state() == State.COMPLETE && snapshot.stack().equals(stack))
                .findFirst();
    }
}
