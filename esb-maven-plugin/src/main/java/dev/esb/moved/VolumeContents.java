package dev.esb.moved;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.Background;
import dev.esb.Reporter;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.EmptyImage;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathVolume;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts into volumes what has to be there before containers mount them: files with their content, empty directories that are parts of a volume,
 * and copies of what the engine does not see. What is in a volume already stays as it is, unless each {@code up} renews it.
 *
 * <p>It is copied into a container that never runs, of an image without a file, so that it needs no image of the stack. Volumes, container and
 * image have the labels of the environment: what a killed process leaves of them goes with the rest of the environment.
 *
 * @param project the environment's Compose project
 * @param model the isolated model
 * @param isPodman whether the engine is Podman
 * @param reporter receives a message about each large copy before it begins
 * @param others the names of volumes that the containers mount in place of the environment's own, by the names of those
 * @param areOthersNew whether those are empty, though they are there
 */
public record VolumeContents(
        Docker docker,
        String project,
        JsonNode model,
        boolean isPodman,
        Reporter reporter,
        Map<String, String> others,
        boolean areOthersNew) {
    /** For volumes of the environment. */
    public VolumeContents(Docker docker, String project, JsonNode model, boolean isPodman, Reporter reporter) {
        this(docker, project, model, isPodman, reporter, Map.of(), false);
    }

    /**
     * Does it, with no {@code docker} command where no container mounts a part of a volume, or the environment has all of them already.
     *
     * @param moves the moved paths of the stack
     * @throws dev.esb.EsbException when a file cannot be read
     */
    public void provide(List<PathMove> moves) {
        List<PathMove> parts = moves.stream()
                .filter(move -> move.place() instanceof InVolume place && isToBeProvided(move, place))
                .sorted(Comparator.comparing(PathMove::written))
                .toList();
        if (parts.isEmpty()) {
            return;
        }
        parts.stream().filter(PathMove::isFile).map(PathMove::written).forEach(DataDirectory::requireReadable);
        Map<PathVolume, String> mounts = new LinkedHashMap<>();
        parts.forEach(move -> mounts.putIfAbsent(place(move).volume(), "/esb/" + mounts.size()));
        Set<PathVolume> added = create(mounts.keySet());
        try (EmptyImage image = EmptyImage.ofProject(docker, project)) {
            copy(parts, mounts, added, image.id());
        }
    }

    /** Whether the name of the volume follows from what was copied. */
    private static boolean isOfContent(PathMove move) {
        return move.place() instanceof InVolume place
                && place.volume().copy().filter(digest -> !digest.isEmpty()).isPresent();
    }

    private static boolean isToBeProvided(PathMove move, InVolume place) {
        // A volume over a directory has what is in that.
        boolean isThere = place.volume().isOverlay() && Files.exists(move.written(), LinkOption.NOFOLLOW_LINKS);
        return (place.isPart() || move.copy().isPresent()) && !isThere && !move.isKept();
    }

    /**
     * Removes the copies that {@code up} has replaced by newer ones, but for those that a container still mounts. Runs no {@code docker} command
     * where the stack has no copies that are replaced.
     *
     * @param moves the moved paths of the stack
     */
    public void removeReplaced(List<PathMove> moves) {
        if (moves.stream().noneMatch(VolumeContents::isOfContent)) {
            return;
        }
        Set<String> current = moves.stream()
                .filter(move -> move.place() instanceof InVolume)
                .map(move -> name(place(move).volume()))
                .collect(Collectors.toSet());
        List<String> replaced = docker
                .run(new ResourceCommand.ListLabelled(
                        Kind.VOLUME, ComposeLabels.ofProject(project), List.of(EnvironmentLabels.COPY)))
                .stream()
                .filter(volume -> !volume.labels().get(EnvironmentLabels.COPY).isEmpty())
                .map(Resource::name)
                .filter(name -> !current.contains(name))
                .toList();
        if (!replaced.isEmpty()) {
            docker.run(new VolumeCommand.RemoveUnused(replaced));
        }
    }

    private void copy(List<PathMove> parts, Map<PathVolume, String> mounts, Set<PathVolume> added, String image) {
        Map<String, String> labels = new TreeMap<>(labels(place(parts.get(0)).volume()));
        labels.putAll(ComposeLabels.ofHelper(project));
        Map<String, String> volumes = mounts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getValue, mount -> name(mount.getKey()), (a, b) -> a, TreeMap::new));
        String container = docker.run(new ContainerCommand.CreateWithVolumes(image, labels, volumes));
        try {
            VolumeParts inVolumes = new VolumeParts(docker, container, isPodman, reporter);
            for (PathMove move : parts) {
                PathVolume volume = place(move).volume();
                inVolumes.add(move, mounts.get(volume), place(move).subpath(), added.contains(volume));
            }
        } finally {
            Background.uninterruptibly(
                    () -> docker.run(new ResourceCommand.Remove(Kind.CONTAINER, List.of(container))));
        }
    }

    /**
     * Creates the volumes that are not there, as Compose would.
     *
     * @return those
     */
    private Set<PathVolume> create(Set<PathVolume> volumes) {
        List<String> names = volumes.stream().map(this::name).toList();
        Set<String> existing = docker.run(new VolumeCommand.Labels(names)).keySet();
        Set<PathVolume> added = volumes.stream()
                .filter(volume -> !existing.contains(name(volume)))
                .collect(Collectors.toSet());
        for (PathVolume volume : added) {
            Map<String, String> labels = new TreeMap<>(labels(volume));
            labels.putAll(ComposeLabels.ofVolume(project, volume.key()));
            docker.run(new VolumeCommand.Create(name(volume), labels));
        }
        if (areOthersNew) {
            volumes.stream()
                    .filter(volume -> others.containsKey(volume.name(project)))
                    .forEach(added::add);
        }
        return added;
    }

    private String name(PathVolume volume) {
        String own = volume.name(project);
        return others.getOrDefault(own, own);
    }

    private Map<String, String> labels(PathVolume volume) {
        Map<String, String> labels = new TreeMap<>();
        model.path("volumes")
                .path(volume.key())
                .path("labels")
                .properties()
                .forEach(label -> labels.put(
                        label.getKey(), PathMove.textIn(label.getValue().asText())));
        return labels;
    }

    private static InVolume place(PathMove move) {
        return (InVolume) move.place();
    }
}
