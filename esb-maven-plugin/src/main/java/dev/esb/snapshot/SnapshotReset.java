package dev.esb.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.Background;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.EmptyImage;
import dev.esb.docker.ImageStore;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.VolumeCommand.Described;
import dev.esb.engine.Engine;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.Obstacles;
import dev.esb.environment.SnapshotVolumes;
import dev.esb.environment.VolumeOverlay;
import dev.esb.moved.EnvironmentOverlays;
import dev.esb.moved.OverlayVolumes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Puts the data of an environment back to that of its snapshot: the volumes that lie over those of the snapshot are removed, with what was written into
 * them, and made anew; as are those over directories of this machine into which something was written.
 *
 * <p>Between the two, the environment has no such volume, and nothing may take it for one that has no data: until all are there again, a container says
 * which snapshot it is of.
 */
public final class SnapshotReset {
    private final Docker docker;
    private final EnvironmentKey key;
    private final Supplier<Engine> engine;
    private final Reporter reporter;
    private final String snapshot;
    private final EnvironmentOverlays overlays;
    private final List<Described> renewed;
    private final List<VolumeOverlay> missing;
    private final Set<String> services;
    private final List<String> records = new ArrayList<>();
    private final Set<String> images = new TreeSet<>();
    private Supplier<Obstacles> making = () -> Obstacles.NONE;

    private SnapshotReset(
            Docker docker,
            EnvironmentKey key,
            Supplier<Engine> engine,
            Reporter reporter,
            String snapshot,
            EnvironmentOverlays overlays,
            List<Described> renewed,
            List<VolumeOverlay> missing,
            Set<String> services) {
        this.docker = docker;
        this.key = key;
        this.engine = engine;
        this.reporter = reporter;
        this.snapshot = snapshot;
        this.overlays = overlays;
        this.renewed = renewed;
        this.missing = missing;
        this.services = services;
    }

    /**
     * Finds out what there is to do.
     *
     * @param engine which is asked for once nothing stands in the way
     * @param model the isolated model, as it is in the rendered file
     * @param overlays those of the environment
     * @param left the containers that say which snapshot it is of, of a reset before this one that was interrupted
     * @throws EsbException when the environment has not begun with a snapshot, or that is not there any more
     */
    public static SnapshotReset of(
            Docker docker,
            EnvironmentKey key,
            Supplier<Engine> engine,
            JsonNode model,
            EnvironmentOverlays overlays,
            List<Resource> left,
            Reporter reporter) {
        Optional<String> snapshot = overlays.volumes().stream()
                .flatMap(volume -> Optional.ofNullable(volume.labels().get(EnvironmentLabels.OF_SNAPSHOT)).stream())
                .findFirst();
        String id = snapshot.or(() -> left.stream()
                        .map(record -> record.labels().get(EnvironmentLabels.OF_SNAPSHOT))
                        .findFirst())
                .orElseThrow(() -> new EsbException(
                        "The environment '%s' has not begun with a snapshot, so there is no state to go back to."
                                .formatted(key),
                        "Take it down, and bring it up with one: mvn esb:down %s, and mvn esb:up %s -Desb.snapshot=true"
                                .formatted(key.options(), key.options())));
        requireBelow(key, overlays);
        List<Described> renewed = new ArrayList<>(overlays.ofSnapshot());
        renewed.addAll(overlays.written(overlays.ofOthers(), MountNames.of(model)));
        List<VolumeOverlay> missing = left.isEmpty() ? List.of() : missing(docker, id, model, overlays);
        Set<String> names = renewed.stream().map(Described::name).collect(Collectors.toSet());
        missing.forEach(volume -> names.add(volume.name()));
        SnapshotReset reset = new SnapshotReset(
                docker, key, engine, reporter, id, overlays, renewed, missing, services(model, names));
        left.forEach(record -> reset.records.add(record.id()));
        return reset;
    }

    /** Of a volume that is gone, the engine would make an empty one for the containers of the reset, and the environment would begin with that. */
    private static void requireBelow(EnvironmentKey key, EnvironmentOverlays overlays) {
        // One that the engine has made does not have the label.
        Set<String> kept = overlays.below().stream()
                .filter(volume -> volume.labels().containsKey(EnvironmentLabels.SNAPSHOT))
                .map(Described::name)
                .collect(Collectors.toSet());
        overlays.ofSnapshot().stream()
                .map(volume -> volume.labels().get(EnvironmentLabels.BELOW))
                .filter(below -> !kept.contains(below))
                .findFirst()
                .ifPresent(lost -> {
                    throw new EsbException(
                            "The environment '%s' cannot go back to its snapshot, because the volume '%s' of that was removed, for example by 'docker volume prune'."
                                    .formatted(key, lost),
                            "Take it down, and bring it up with another one: mvn esb:down %s, and mvn esb:up %s -Desb.snapshot=true"
                                    .formatted(key.options(), key.options()));
                });
    }

    /** What a reset has removed and not made again that was interrupted. */
    private static List<VolumeOverlay> missing(Docker docker, String id, JsonNode model, EnvironmentOverlays overlays) {
        Set<String> there = overlays.volumes().stream().map(Described::name).collect(Collectors.toSet());
        Set<String> inSnapshot = docker
                .run(new ResourceCommand.ListLabelled(Kind.VOLUME, EnvironmentLabels.SNAPSHOT + "=" + id, List.of()))
                .stream()
                .map(Resource::name)
                .collect(Collectors.toSet());
        return model.path("volumes").properties().stream()
                .map(volume -> new VolumeOverlay(
                        volume.getKey(),
                        volume.getValue().path("name").asText(),
                        SnapshotVolumes.name(
                                id,
                                volume.getValue().path(StackData.IN_SNAPSHOT).asText())))
                .filter(volume -> inSnapshot.contains(volume.external()) && !there.contains(volume.name()))
                .toList();
    }

    private static Set<String> services(JsonNode model, Set<String> volumes) {
        Set<String> keys = new TreeSet<>();
        model.path("volumes").properties().forEach(volume -> {
            if (volumes.contains(volume.getValue().path("name").asText())) {
                keys.add(volume.getKey());
            }
        });
        return StackData.mounting(model, keys);
    }

    /** The services that mount what is put back. Their containers have to be removed before. */
    public Set<String> services() {
        return services;
    }

    /** Says on the engine which snapshot the environment is of, whatever is removed from now on, and removes what keeps the volumes. */
    public void begin() {
        String image = image();
        Map<String, String> labels = new TreeMap<>(labels());
        labels.putAll(ComposeLabels.ofHolder(key.project()));
        Map<String, String> read = new HashMap<>();
        overlays.ofSnapshot()
                .forEach(volume ->
                        read.put("/esb/" + read.size(), volume.labels().get(EnvironmentLabels.BELOW)));
        records.add(docker.run(
                new ContainerCommand.CreateWithVolumes(image, Optional.empty(), labels, Map.of(), Map.of(), read)));
        prepare(image);
        List<String> holders = overlays.holders(renewed);
        if (!holders.isEmpty()) {
            docker.run(new ResourceCommand.Remove(Kind.CONTAINER, holders));
        }
    }

    /** That of a container that holds the volumes, which has nothing in it; one is imported where an earlier reset has left no such container. */
    private String image() {
        overlays.holders().forEach(holder -> images.add(holder.image()));
        if (images.isEmpty()) {
            images.add(EmptyImage.ofProject(docker, key.project()).id());
        }
        return images.iterator().next();
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        labels.put(EnvironmentLabels.OF_SNAPSHOT, snapshot);
        labels.put(SnapshotRecords.RESET, "true");
        overlays.volumes().stream()
                .flatMap(volume -> Optional.ofNullable(volume.labels().get(EnvironmentLabels.BUILD)).stream())
                .findFirst()
                .ifPresent(build -> labels.put(EnvironmentLabels.BUILD, build));
        return labels;
    }

    /** Reads what is needed to make the volumes anew, while they are there. */
    private void prepare(String image) {
        Map<String, String> common = new TreeMap<>(labels());
        common.remove(SnapshotRecords.RESET);
        Map<String, String> ofDirectories = new TreeMap<>(common);
        ofDirectories.remove(EnvironmentLabels.OF_SNAPSHOT);
        List<Described> ofSnapshot = overlays.ofSnapshot();
        List<Described> others =
                renewed.stream().filter(volume -> !ofSnapshot.contains(volume)).toList();
        Supplier<Obstacles> first = volumes(common).again(ofSnapshot, overlays.below(), image);
        Supplier<Obstacles> second = volumes(ofDirectories).again(others, overlays.below(), image);
        making = () -> first.get().and(second.get()).and(volumes(common).provide(List.of(), missing));
    }

    /** Whether a volume is missing that containers mount, and is made by {@link #putBack}. */
    public boolean lacksVolumes() {
        return !missing.isEmpty();
    }

    /** Removes what was written into the volumes, which no running container mounts any more. */
    public void putBack() {
        overlays.removeWritten(renewed);
        Obstacles obstacles = making.get();
        if (!obstacles.isEmpty()) {
            throw new EsbException(
                    "The data of '%s' could not be put back: %s.".formatted(key, obstacles.first()),
                    "Take the environment down, and bring it up again: mvn esb:down " + key.options());
        }
    }

    private OverlayVolumes volumes(Map<String, String> labels) {
        return OverlayVolumes.copyingNothing(docker, key, labels, engine.get(), reporter);
    }

    /** All is there again. */
    public void end() {
        Background.uninterruptibly(() -> docker.run(new ResourceCommand.Remove(Kind.CONTAINER, records)));
        // No container has the others any more.
        if (images.size() > 1 || !missing.isEmpty()) {
            new ImageStore(docker).removeUntagged(ComposeLabels.ofProject(key.project()));
        }
    }
}
