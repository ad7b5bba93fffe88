package dev.esb.changes;

import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerDetails;
import dev.esb.docker.ContainerDetails.VolumeMount;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.PathVolume;
import dev.esb.environment.SnapshotVolumes;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the volumes that an environment has in place of paths of the host, and of volumes that are made outside the stack. */
record OwnPaths(Docker docker, String project) {
    private static final String SEEN = "/merged";

    /**
     * A path, or a volume that is made outside the stack, and the volume in place of it.
     *
     * @param source the path, or the name of the volume, for messages
     * @param path empty where it is a volume
     * @param isFile whether it is a file, which is in the volume under its own name
     * @param isCopy whether the volume began with what was at the path
     * @param isOfMoment whether it began with a copy of what others go on to change
     * @param identity of the directory over which the volume is laid; empty for any other volume
     * @param mount where a container has that, what is written and what is seen in a directory; empty for any other volume, and where there is no
     *     such container
     */
    record OwnPath(
            String source,
            Optional<Path> path,
            String volume,
            boolean isFile,
            boolean isCopy,
            boolean isOfMoment,
            String identity,
            Optional<ContainerFiles> mount) {
        boolean isOverlay() {
            return !identity.isEmpty();
        }
    }

    /** By path or name; without copies that containers only read. */
    List<OwnPath> find() {
        List<ResourceCommand.Resource> volumes = docker
                .run(new ResourceCommand.ListLabelled(
                        Kind.VOLUME,
                        ComposeLabels.ofProject(project),
                        List.of(
                                EnvironmentLabels.PATH,
                                EnvironmentLabels.BELOW,
                                EnvironmentLabels.OVERLAY,
                                EnvironmentLabels.COPY)))
                .stream()
                .filter(volume -> !source(volume).isEmpty())
                .toList();
        boolean hasOverlay = volumes.stream()
                .anyMatch(volume -> !label(volume, EnvironmentLabels.OVERLAY).isEmpty());
        Map<String, ContainerFiles> mounts = hasOverlay ? mounts() : Map.of();
        return volumes.stream()
                .map(volume -> of(volume, Optional.ofNullable(mounts.get(volume.name()))))
                .filter(path -> path.isFile() || !isReadOnlyCopy(volumes, path))
                .sorted(Comparator.comparing(OwnPath::source).thenComparing(OwnPath::volume))
                .toList();
    }

    private OwnPath of(ResourceCommand.Resource volume, Optional<ContainerFiles> mount) {
        Optional<Path> path = Optional.of(label(volume, EnvironmentLabels.PATH))
                .filter(text -> !text.isEmpty())
                .map(Path::of);
        boolean isFile = PathVolume.isOfFile(volume.name(), project);
        // Its label is only on copies that are made again.
        boolean isCopy = isFile
                || path.map(of -> new PathVolume(of, false).asCopy().name(project))
                        .filter(volume.name()::equals)
                        .isPresent();
        String identity = label(volume, EnvironmentLabels.OVERLAY);
        boolean isOfOverlay = path.map(
                        of -> new PathVolume(of, false).asOverlay().name(project))
                .map(volume.name()::equals)
                .orElse(true);
        return new OwnPath(
                source(volume),
                path,
                volume.name(),
                isFile,
                isCopy,
                isOfOverlay && identity.isEmpty(),
                identity,
                mount);
    }

    private static boolean isReadOnlyCopy(List<ResourceCommand.Resource> volumes, OwnPath path) {
        return volumes.stream()
                .filter(volume -> volume.name().equals(path.volume()))
                .anyMatch(volume -> !label(volume, EnvironmentLabels.COPY).isEmpty());
    }

    /** Of volumes that are laid over directories, by name: the directory in which containers have them that never run. */
    private Map<String, ContainerFiles> mounts() {
        List<String> holders = new Containers(docker)
                .allOf(project).stream()
                        .filter(ContainerSummary::isHolder)
                        .map(ContainerSummary::id)
                        .toList();
        Map<String, ContainerFiles> mounts = new HashMap<>();
        if (!holders.isEmpty()) {
            for (ContainerDetails holder : docker.run(new ContainerCommand.Details(holders))) {
                for (VolumeMount mount : holder.volumeMounts()) {
                    if (mount.target().endsWith(SEEN)) {
                        String directory =
                                mount.target().substring(0, mount.target().length() - SEEN.length());
                        mounts.put(mount.volume(), new ContainerFiles(docker, holder.name(), directory));
                    }
                }
            }
        }
        return mounts;
    }

    private static String source(ResourceCommand.Resource volume) {
        return label(volume, EnvironmentLabels.PATH) + SnapshotVolumes.key(label(volume, EnvironmentLabels.BELOW));
    }

    private static String label(ResourceCommand.Resource volume, String name) {
        return volume.labels().getOrDefault(name, "");
    }
}
