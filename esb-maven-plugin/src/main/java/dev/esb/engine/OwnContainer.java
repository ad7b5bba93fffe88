package dev.esb.engine;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSurroundings;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerCommand;
import dev.esb.docker.DockerException;
import dev.esb.engine.EnginePlace.Beside;
import dev.esb.engine.EnginePlace.Beside.BoundPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The container in which this process runs, where that is one of the engine that it talks to.
 *
 * <p>The system names containers in the mounts of this process; where it names none, nothing here runs a command. That one of them is this
 * process's own is proven by a file that is written here and read from it through the engine: another engine has no such container, and
 * another container no such file.
 */
final class OwnContainer {
    /** The user that a program in the container runs as can be another one. */
    private static final FileAttribute<?> READABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

    private static final Path ALWAYS_ON_DISK = Path.of("/var/tmp");

    private static final OwnContainer CURRENT = new OwnContainer(
            Path.of("/proc/self/mountinfo"),
            Path.of("/proc/net/route"),
            Stream.of("java.io.tmpdir", "user.home", "user.dir")
                    .map(System::getProperty)
                    .map(Path::of)
                    .toList());

    private final Path mountinfo;
    private final Path routes;
    private final List<Path> directories;

    /** What was proven through each, by endpoint: another {@code Docker} can have another engine behind the same endpoint. */
    private final Map<Docker, Map<String, Beside>> found = new WeakHashMap<>();

    /**
     * @param mountinfo as {@code /proc/self/mountinfo}
     * @param routes as {@code /proc/net/route}
     * @param directories where a file can perhaps be written
     */
    OwnContainer(Path mountinfo, Path routes, List<Path> directories) {
        this.mountinfo = mountinfo;
        this.routes = routes;
        this.directories = Stream.concat(directories.stream(), Stream.of(ALWAYS_ON_DISK))
                .map(Path::toAbsolutePath)
                .distinct()
                .toList();
    }

    /**
     * Where the engine is, if this process is in a container of it. A proof holds as long as this process runs.
     *
     * @param endpoint the engine's, as {@code DOCKER_HOST} has it; empty for the socket that the {@code docker} command uses by itself
     * @throws DockerException when the engine does not answer
     */
    static Optional<Beside> beside(Docker docker, String endpoint) {
        return CURRENT.find(docker, endpoint);
    }

    synchronized Optional<Beside> find(Docker docker, String endpoint) {
        OwnMounts own = OwnMounts.read(mountinfo);
        List<String> named = own.containers();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Beside> places = found.computeIfAbsent(docker, each -> new HashMap<>());
        // What is not proven is asked again: another engine can have the same endpoint meanwhile.
        if (!places.containsKey(endpoint)) {
            proven(docker, own, named).ifPresent(container -> places.put(endpoint, place(docker, container)));
        }
        return Optional.ofNullable(places.get(endpoint));
    }

    private Optional<ContainerSurroundings> proven(Docker docker, OwnMounts own, List<String> named) {
        List<ContainerSurroundings> known = docker.run(new ContainerCommand.InspectSurroundings(named));
        return known.stream()
                .filter(container -> isOwn(docker, own, container))
                .findFirst()
                .or(() -> known.isEmpty() ? Optional.empty() : inNetworkOf(docker, own, known));
    }

    /** Docker gives a container that uses the network of another one that one's files, and none of its own. */
    private Optional<ContainerSurroundings> inNetworkOf(
            Docker docker, OwnMounts own, List<ContainerSurroundings> others) {
        List<String> running = docker.run(new ContainerCommand.ListRunning());
        return docker.run(new ContainerCommand.InspectSurroundings(running)).stream()
                .filter(ContainerSurroundings::isInNetworkOfContainer)
                .filter(container ->
                        others.stream().anyMatch(other -> other.id().equals(container.containerOfNetwork())))
                .filter(container -> isOwn(docker, own, container))
                .findFirst();
    }

    /**
     * Docker 28.5 copies nothing from a container that has a mount below a link of its image, as that of {@code /var/run/docker.sock} is below
     * {@code /var/run}. A program in the container reads the file as well, where the image has it.
     */
    private boolean isOwn(Docker docker, OwnMounts own, ContainerSurroundings container) {
        List<Path> usable = directories(own, container).toList();
        String id = container.id();
        return usable.stream()
                        .anyMatch(directory ->
                                isShared(docker, directory, file -> new ContainerCommand.CopyOut(id, file)))
                || usable.stream()
                        .limit(1)
                        .anyMatch(directory -> isShared(
                                docker, directory, file -> new ContainerCommand.Exec(id, List.of("cat", file))));
    }

    /** Those of the container's own file system first: what is mounted into it can be in another one, too. */
    private Stream<Path> directories(OwnMounts own, ContainerSurroundings container) {
        Set<Path> all = new LinkedHashSet<>(directories);
        container.mounts().forEach(mount -> all.add(mount.target()));
        return all.stream()
                .filter(Files::isDirectory)
                .filter(Files::isWritable)
                .sorted(Comparator.comparing(directory -> !own.isOfContainer(directory)));
    }

    /**
     * Whether a file that is written here is in the container. A directory in memory is none that the engine copies from.
     *
     * @param reading the command that prints the file of the container
     */
    private static boolean isShared(Docker docker, Path directory, Function<String, DockerCommand<?>> reading) {
        String content = UUID.randomUUID().toString();
        Path file;
        try {
            file = Files.createTempFile(directory, ".esb-", "", READABLE);
        } catch (IOException e) {
            // Another directory can be written.
            return false;
        }
        try {
            Files.writeString(file, "\n" + content + "\n");
            AtomicBoolean isThere = new AtomicBoolean();
            docker.stream(reading.apply(file.toString()), line -> {
                if (line.equals(content)) {
                    isThere.set(true);
                }
            });
            return isThere.get();
        } catch (IOException | DockerException e) {
            // A full disk, no such file in that container, or no such program.
            return false;
        } finally {
            file.toFile().delete();
        }
    }

    private Beside place(Docker docker, ContainerSurroundings container) {
        List<BoundPath> mounts = new ArrayList<>();
        container.mounts().forEach(mount -> mounts.add(new BoundPath(mount.source(), mount.target())));
        Beside beside = new BesideNetwork(docker, routes).place(container, List.copyOf(mounts));
        return new Beside(beside.container(), beside.host(), beside.mounts(), container.inMemory(), beside.obstacle());
    }
}
