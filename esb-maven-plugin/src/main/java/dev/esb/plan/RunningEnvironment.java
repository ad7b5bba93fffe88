package dev.esb.plan;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerDetails;
import dev.esb.docker.ContainerDetails.ConfiguredPort;
import dev.esb.docker.ContainerDetails.VolumeMount;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.environment.Directories;
import dev.esb.environment.EngineFiles;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathPlace.OnHost;
import dev.esb.environment.PathVolume;
import dev.esb.environment.PortRange;
import dev.esb.environment.PortRequest;
import dev.esb.environment.SnapshotVolumes;
import dev.esb.environment.Subnet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an environment has on the engine when it is planned again. It keeps its ports, subnets and moved paths, so that programs that use
 * it go on; only what is new in the stack gets something new.
 *
 * @param containers its containers, whether they run or are stopped
 * @param networks its networks
 */
public record RunningEnvironment(List<ContainerDetails> containers, List<Network> networks) {
    /** That of an environment that is not there yet. */
    public static final RunningEnvironment NONE = new RunningEnvironment(List.of(), List.of());

    /** Reads the containers of a Compose project, with two {@code docker} commands, or one where it has none. */
    static List<ContainerDetails> containers(Docker docker, String project) {
        List<String> ids = new Containers(docker)
                .of(project).stream().map(ContainerSummary::id).toList();
        return ids.isEmpty() ? List.of() : docker.run(new ContainerCommand.Details(ids));
    }

    /** This environment with the networks that it has now. */
    RunningEnvironment withNetworks(List<Network> now) {
        return new RunningEnvironment(containers, now);
    }

    /** Whether there are containers, running or stopped. */
    public boolean hasContainers() {
        return !containers.isEmpty();
    }

    /**
     * Where this environment has the paths that it has moved already. Its data would be lost to it if such a path counted as any other once it
     * appears on the host, or git no longer ignores it.
     *
     * @param sources the paths, as the model has them
     * @param ofVolumes those of them that volumes have their data in
     * @param stack the directory of the stack
     * @param project the environment's Compose project
     * @param engine what the engine sees of this machine's files
     */
    Map<Path, PathPlace> moved(
            Set<String> sources,
            Set<String> ofVolumes,
            Path stack,
            Directories directories,
            String project,
            EngineFiles engine) {
        Map<Path, PathPlace> moved = new HashMap<>();
        for (String source : hasContainers() ? sources : Set.<String>of()) {
            Path path = PathMove.pathIn(source, stack.getFileSystem());
            OnHost place = OnHost.of(path, stack, directories);
            Optional<Path> seen = engine.path(place.path());
            if (seen.filter(this::isMounted).isPresent()
                    || seen.isPresent() && ofVolumes.contains(source) && Files.exists(place.path())) {
                moved.put(path, place);
            } else {
                volume(path, project).ifPresent(volume -> moved.put(path, volume));
            }
        }
        return moved;
    }

    /**
     * The path of a volume is not among the mounts of a container. That a directory is there says nothing of a bind mount: it can be the parent
     * of another one that has moved.
     */
    private boolean isMounted(Path moved) {
        return containers.stream()
                .flatMap(container -> container.bindMounts().stream())
                .anyMatch(source -> Path.of(source).equals(moved));
    }

    /** A path is in a volume of its own, or a part of the volume of a directory above it. */
    private Optional<InVolume> volume(Path path, String project) {
        Stream<InVolume> files = volumes(path, true).map(volume -> InVolume.of(volume, path.getFileName()));
        Stream<InVolume> parts = Stream.iterate(path, Objects::nonNull, Path::getParent)
                .flatMap(above -> volumes(above, false).map(volume -> InVolume.of(volume, above.relativize(path))));
        return Stream.concat(files, parts)
                .filter(place -> isMounted(place, project))
                .findFirst();
    }

    private static Stream<PathVolume> volumes(Path path, boolean isFile) {
        PathVolume volume = new PathVolume(path, isFile);
        return isFile ? Stream.of(volume, volume.asCopy()) : Stream.of(volume, volume.asCopy(), volume.asOverlay());
    }

    /** Names of the volumes that its containers mount. */
    public Set<String> volumes() {
        return containers.stream()
                .flatMap(container -> container.volumeMounts().stream())
                .map(VolumeMount::volume)
                .collect(Collectors.toSet());
    }

    private boolean isMounted(InVolume place, String project) {
        String name = place.volume().name(project);
        return containers.stream()
                .flatMap(container -> container.volumeMounts().stream())
                .anyMatch(mount -> (mount.volume().equals(name)
                                || SnapshotVolumes.isName(mount.volume())
                                        && SnapshotVolumes.inEnvironment(mount.volume(), project)
                                                .startsWith(withoutHash(name)))
                        && mount.subpath().equals(place.subpath()));
    }

    /** In a snapshot, the name of such a volume has another hash, of the path from the stack's directory. */
    private static String withoutHash(String name) {
        return name.substring(0, name.lastIndexOf('-') + 1);
    }

    /** The subnets by the key of their network. */
    Map<String, List<Subnet>> subnets() {
        Map<String, List<Subnet>> subnets = new LinkedHashMap<>();
        for (Network network : networks) {
            List<Subnet> parsed = network.subnets().stream()
                    .filter(text -> !text.isEmpty())
                    .map(Subnet::parse)
                    .toList();
            subnets.merge(
                    network.key(),
                    parsed,
                    (one, other) -> Stream.concat(one.stream(), other.stream()).toList());
        }
        return subnets;
    }

    /**
     * The ports of the host on which containers publish what the stack asks for. Where a service publishes one container port several
     * times, those of them that the file binds to an address get theirs first.
     *
     * @param published where what the file binds to an address is published
     */
    Map<PortRequest, PortRange> ports(List<PortRequest> requests, UnaryOperator<String> published) {
        Map<String, List<ConfiguredPort>> left = new LinkedHashMap<>();
        for (ContainerDetails container : containers) {
            List<ConfiguredPort> ports = left.computeIfAbsent(container.service(), service -> new ArrayList<>());
            // All containers of a service have the same ports, unless Compose was ended while it replaced them.
            container.ports().stream().filter(port -> !ports.contains(port)).forEach(ports::add);
        }
        Map<PortRequest, PortRange> kept = new LinkedHashMap<>();
        requests.stream()
                .distinct()
                .sorted(Comparator.comparing(request -> request.hostAddress().isEmpty()))
                .forEach(request -> take(request, published, left.getOrDefault(request.service(), List.of()))
                        .ifPresent(port ->
                                kept.put(request, new PortRange(port.first(), port.first() + port.count() - 1))));
        return kept;
    }

    private static Optional<ConfiguredPort> take(
            PortRequest request, UnaryOperator<String> published, List<ConfiguredPort> left) {
        Optional<ConfiguredPort> found = left.stream()
                .filter(port -> port.protocol().equals(request.protocol()))
                .filter(port -> request.hostAddress().isEmpty()
                        || port.hostAddress().equals(published.apply(request.hostAddress())))
                .filter(port -> publishes(port, request))
                .findFirst();
        found.ifPresent(left::remove);
        return found;
    }

    /**
     * Where one variable is on both sides of the colon, an earlier version of this plugin has brought the container up with the assigned port as the
     * container's.
     */
    private static boolean publishes(ConfiguredPort port, PortRequest request) {
        return port.target() == request.target() || request.variable().isPresent() && port.target() == port.first();
    }
}
