package dev.esb.moved;

import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerDetails;
import dev.esb.docker.ContainerDetails.VolumeMount;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.PathVolume;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A path of the host in place of which the containers of an environment see a volume.
 *
 * @param path the path that the Compose file names
 * @param volume the name of the volume
 * @param container the name of a container that mounts it; there is one of these for each
 * @param target where it is in that container
 */
public record MovedPath(String path, String volume, String container, String target) {

    /**
     * Those that the containers of an environment mount, by path, and in the order of the containers. Read with one {@code docker} command,
     * and a second one where a path has moved.
     *
     * @param containers the environment's containers
     */
    public static List<MovedPath> of(Docker docker, String project, List<ContainerSummary> containers) {
        Map<String, Path> volumes = docker
                .run(new ResourceCommand.ListLabelled(
                        Kind.VOLUME, ComposeLabels.ofProject(project), List.of(EnvironmentLabels.PATH)))
                .stream()
                .filter(volume -> !label(volume).isEmpty())
                .collect(Collectors.toMap(Resource::name, volume -> Path.of(label(volume))));
        if (volumes.isEmpty()) {
            return List.of();
        }
        List<String> names = containers.stream().map(ContainerSummary::name).toList();
        List<String> ids = containers.stream().map(ContainerSummary::id).toList();
        return docker.run(new ContainerCommand.Details(ids)).stream()
                .flatMap(container -> container.volumeMounts().stream()
                        .filter(mount -> volumes.containsKey(mount.volume()))
                        .map(mount -> of(container, mount, volumes.get(mount.volume()), project)))
                .sorted(Comparator.comparing(MovedPath::path).thenComparing(path -> names.indexOf(path.container())))
                .toList();
    }

    private static MovedPath of(ContainerDetails container, VolumeMount mount, Path ofVolume, String project) {
        boolean isFile = PathVolume.isOfFile(mount.volume(), project);
        Path path = isFile ? ofVolume : ofVolume.resolve(mount.subpath());
        return new MovedPath(path.toString(), mount.volume(), container.name(), mount.target());
    }

    private static String label(Resource volume) {
        return volume.labels().get(EnvironmentLabels.PATH);
    }
}
