package dev.esb.snapshot;

import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.ImageCommand;
import dev.esb.docker.LabelledResources;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.VolumeCommand;
import dev.esb.docker.VolumeCommand.Described;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.Obstacle;
import dev.esb.environment.Obstacles;
import dev.esb.environment.SnapshotVolumes;
import dev.esb.environment.VolumeOverlay;
import dev.esb.lease.BuildProcess;
import dev.esb.snapshot.Snapshot.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An engine with a memory for containers that never run, the volumes that they mount, and their images. */
final class SnapshotEngine {
    static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    final FakeDocker docker = new FakeDocker();

    private final LabelledResources labelled = new LabelledResources();
    private final Map<String, Collection<String>> mounts = new HashMap<>();
    private final Map<String, String> imagesOfContainers = new HashMap<>();
    private final Map<String, String> labelsOfImages = new HashMap<>();
    private int count;

    SnapshotEngine() {
        labelled.serve(docker);
        docker.every(ImageCommand.ImportEmpty.class, this::importImage)
                .every(
                        ImageCommand.ListUntagged.class,
                        command -> labelsOfImages.keySet().stream()
                                .filter(id -> labelsOfImages.get(id).equals(command.label()))
                                .toList())
                .every(ImageCommand.RemoveUnused.class, this::removeImages)
                .every(ContainerCommand.CreateWithVolumes.class, this::create)
                .every(ContainerCommand.Rename.class, this::rename)
                .every(VolumeCommand.RemoveUnused.class, this::removeVolumes)
                .every(
                        VolumeCommand.Inspect.class,
                        command -> labelled.all().stream()
                                .filter(resource -> resource.kind() == Kind.VOLUME)
                                .filter(volume -> command.names().contains(volume.name()))
                                .map(volume ->
                                        new Described(volume.name(), "/v", "local", false, "today", volume.labels()))
                                .toList());
    }

    /** A snapshot that is there, with its volumes. */
    Snapshot complete(String id, String key, String stack, Instant created, Instant used, String... keysOfVolumes) {
        Snapshot snapshot =
                new Snapshot("", id, key, stack, "{}", created, used, State.COMPLETE, "", Optional.empty(), created);
        return add(snapshot, snapshot.nameWhenUsed(used), Map.of(), keysOfVolumes);
    }

    /** A snapshot that another build makes, with its volumes. */
    Snapshot making(String id, String key, String project, BuildProcess maker, Instant until, String... keysOfVolumes) {
        Snapshot snapshot = new Snapshot(
                "", id, key, "shop", "{}", LONG_AGO, LONG_AGO, State.IN_THE_MAKING, project, Optional.of(maker), until);
        return add(
                snapshot,
                snapshot.nameInTheMaking(),
                Map.of(ComposeLabels.PROJECT, project, EnvironmentLabels.BUILD, maker.text()),
                keysOfVolumes);
    }

    Snapshot add(Snapshot snapshot, String name, Map<String, String> further, String... keysOfVolumes) {
        Map<String, String> labels = new HashMap<>(snapshot.labels());
        labels.putAll(further);
        List<String> volumes = Stream.of(keysOfVolumes)
                .map(key -> SnapshotVolumes.name(snapshot.id(), key))
                .toList();
        volumes.forEach(volume -> volume(volume, Map.of(EnvironmentLabels.SNAPSHOT, snapshot.id())));
        return snapshot.in(container(name, labels, volumes));
    }

    /** Lays volumes of an environment over others that are there. */
    Obstacles lay(String project, SnapshotStart.Layers layers) {
        Map<String, String> labels =
                Map.of(ComposeLabels.PROJECT, project, EnvironmentLabels.OF_SNAPSHOT, layers.snapshot());
        Map<String, Obstacle> obstacles = new HashMap<>();
        List<String> mounted = new ArrayList<>();
        for (VolumeOverlay overlay : layers.overlays()) {
            if (has(overlay.external())) {
                Map<String, String> all = new HashMap<>(labels);
                all.put(EnvironmentLabels.BELOW, overlay.external());
                volume(overlay.name(), all);
                volume(overlay.name() + ".upper", labels);
                mounted.addAll(List.of(overlay.name(), overlay.name() + ".upper", overlay.external()));
            } else {
                obstacles.put(overlay.external(), new Obstacle("there is none", Obstacle.Kind.IMPOSSIBLE));
            }
        }
        container(project + "-holder", labels, mounted);
        return new Obstacles(Map.of(), obstacles);
    }

    void volume(String name, Map<String, String> labels) {
        labelled.create(new VolumeCommand.Create(name, labels));
    }

    /** A container that mounts volumes. */
    String container(String name, Map<String, String> labels, Collection<String> volumes) {
        String id = "container-" + ++count;
        labelled.add(new Resource(Kind.CONTAINER, id, name, labels));
        mounts.put(id, volumes);
        return id;
    }

    /** Removes a container or volume, as another process does, also where it is in use. */
    void remove(Kind kind, String id) {
        labelled.remove(new ResourceCommand.Remove(kind, List.of(id)));
    }

    boolean has(String name) {
        return names(Kind.VOLUME).contains(name) || names(Kind.CONTAINER).contains(name);
    }

    Set<String> volumes() {
        return names(Kind.VOLUME);
    }

    Set<String> containers() {
        return names(Kind.CONTAINER);
    }

    /** What the images are of that are there, as label and value. */
    Collection<String> images() {
        return labelsOfImages.values();
    }

    private Set<String> names(Kind kind) {
        return labelled.all().stream()
                .filter(resource -> resource.kind() == kind)
                .map(Resource::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Object importImage(ImageCommand.ImportEmpty command) {
        String id = "sha256:" + ++count;
        labelsOfImages.put(id, command.label());
        return id;
    }

    private Object create(ContainerCommand.CreateWithVolumes command) {
        String name = command.name().orElse("made-up-" + ++count);
        if (containers().contains(name)) {
            return FakeDocker.failure(
                    1,
                    "Error response from daemon: Conflict. The container name \"/%s\" is already in use by container \"1\"."
                            .formatted(name));
        }
        command.created().values().forEach(volume -> volume(volume.name(), volume.labels()));
        command.volumes().values().forEach(volume -> volume(volume, Map.of()));
        List<String> all = new ArrayList<>(command.volumes().values());
        command.created().values().forEach(volume -> all.add(volume.name()));
        String id = container(name, command.labels(), all);
        imagesOfContainers.put(id, command.image());
        return id;
    }

    private Object rename(ContainerCommand.Rename command) {
        Optional<Resource> found = existing()
                .filter(container -> container.id().equals(command.container()))
                .findFirst();
        if (found.isEmpty()) {
            return FakeDocker.failure(1, "Error response from daemon: No such container: " + command.container());
        }
        if (found.get().name().equals(command.name())) {
            return FakeDocker.failure(
                    1, "Error response from daemon: Renaming a container with the same name as its current name");
        }
        remove(Kind.CONTAINER, command.container());
        labelled.add(new Resource(
                Kind.CONTAINER, command.container(), command.name(), found.get().labels()));
        return null;
    }

    private Object removeVolumes(VolumeCommand.RemoveUnused command) {
        Set<String> used = existing()
                .flatMap(container -> mounts.getOrDefault(container.id(), List.of()).stream())
                .collect(Collectors.toSet());
        command.names().stream().filter(name -> !used.contains(name)).forEach(name -> remove(Kind.VOLUME, name));
        return null;
    }

    private Object removeImages(ImageCommand.RemoveUnused command) {
        Set<String> used = existing()
                .map(container -> imagesOfContainers.getOrDefault(container.id(), ""))
                .collect(Collectors.toSet());
        command.ids().stream().filter(id -> !used.contains(id)).forEach(labelsOfImages::remove);
        return null;
    }

    private Stream<Resource> existing() {
        return labelled.all().stream().filter(resource -> resource.kind() == Kind.CONTAINER);
    }
}
