package dev.esb.changes;

import dev.esb.changes.Changes.Changed;
import dev.esb.changes.Changes.NotCompared;
import dev.esb.changes.OwnPaths.OwnPath;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerDetails;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.moved.DirectoryIdentity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds out what the containers of an environment have changed in the paths that it has for itself, and copies it out. Asks the engine only, and runs
 * no program in a container.
 *
 * @param project the environment's Compose project
 * @param containers the environment's containers
 * @param data the directory of this machine in which the environment's paths are where they are in no volumes
 */
public record EnvironmentChanges(Docker docker, String project, List<ContainerSummary> containers, Path data) {

    /**
     * Does it.
     *
     * @param copy the directory for the files that were changed or added, which is empty or not there; empty to copy none
     * @throws dev.esb.EsbException when something cannot be read or written; then nothing is in the directory
     */
    public Changes find(Optional<Path> copy) {
        List<NotCompared> notCompared = new ArrayList<>(onHost());
        List<OwnPath> paths = new ArrayList<>();
        for (OwnPath path : new OwnPaths(docker, project).find()) {
            if (path.isOverlay() && path.mount().isEmpty()) {
                notCompared.add(new NotCompared(
                        path.source(),
                        "the container that kept what was written, '%s-holder', was removed".formatted(path.volume())));
            } else if (path.isOfMoment()) {
                notCompared.add(new NotCompared(
                        path.source(),
                        "it was copied to '%s' while the containers were paused that write to it, which have gone on since"
                                .formatted(path.volume())));
            } else {
                paths.add(path);
            }
        }
        List<String> volumes = paths.stream()
                .filter(path -> !path.isOverlay())
                .map(OwnPath::volume)
                .toList();
        if (volumes.isEmpty()) {
            return find(paths, notCompared, copy, path -> path.mount().orElseThrow());
        }
        try (MountedVolumes mounted = new MountedVolumes(docker, project, volumes)) {
            return find(
                    paths,
                    notCompared,
                    copy,
                    path -> path.isOverlay()
                            ? path.mount().orElseThrow()
                            : mounted.files(
                                    path.volume(),
                                    path.isFile() ? FilePath.name(path.path().orElseThrow()) : ""));
        }
    }

    private Changes find(
            List<OwnPath> paths,
            List<NotCompared> notCompared,
            Optional<Path> copy,
            Function<OwnPath, ContainerFiles> mounts) {
        List<PathChanges> found =
                paths.stream().map(path -> compared(path, mounts.apply(path))).toList();
        int copied = copy.map(directory -> copied(found, directory)).orElse(0);
        List<Changed> changed = found.stream()
                .flatMap(path -> path.changes().stream().map(change -> changed(path, change)))
                .toList();
        return new Changes(changed, notCompared, copied);
    }

    private static PathChanges compared(OwnPath path, ContainerFiles files) {
        Comparison comparison = path.isOverlay()
                ? Comparison.ofOverlay(original(path, files), files.in("upper"), files.in("merged"))
                : Comparison.of(
                        path.isCopy() ? new HostOriginal(path.path().orElseThrow(), Optional.empty()) : Original.NONE,
                        files);
        return new PathChanges(path.source(), path.path(), path.volume(), comparison.changes(), comparison.parts());
    }

    /** The directory over which a volume is laid. Where this process sees it as well, that is much faster than to ask the engine. */
    private static Original original(OwnPath path, ContainerFiles files) {
        Original onEngine = new EngineOriginal(files.in("lower"));
        Optional<Path> seen = path.path()
                .filter(here -> !path.identity().equals("-") && path.identity().equals(DirectoryIdentity.of(here)));
        return seen.<Original>map(here -> new HostOriginal(here, Optional.of(onEngine)))
                .orElse(onEngine);
    }

    private int copied(List<PathChanges> found, Path directory) {
        try (CopyTarget target = new CopyTarget(directory)) {
            ChangedFilesCopy copy = new ChangedFilesCopy(target, stack());
            found.forEach(copy::add);
            target.complete();
            return copy.count();
        }
    }

    /** The directory of the stack, which Compose notes. */
    private Optional<Path> stack() {
        return docker
                .run(new ResourceCommand.ListLabelled(
                        Kind.CONTAINER, ComposeLabels.ofProject(project), List.of(ComposeLabels.WORKING_DIRECTORY)))
                .stream()
                .map(container -> container.labels().getOrDefault(ComposeLabels.WORKING_DIRECTORY, ""))
                .filter(text -> !text.isEmpty())
                .map(Path::of)
                .findFirst();
    }

    /** On an engine that ignores options of volumes. */
    private List<NotCompared> onHost() {
        List<String> ids = containers.stream().map(ContainerSummary::id).toList();
        return docker.run(new ContainerCommand.Details(ids)).stream()
                .map(ContainerDetails::bindMounts)
                .flatMap(List::stream)
                .filter(source -> Path.of(source).startsWith(data))
                .distinct()
                .sorted()
                .map(source -> new NotCompared(
                        source, "it is a path of this machine and in no volume: what containers wrote is there"))
                .toList();
    }

    private static Changed changed(PathChanges path, FileChange change) {
        return new Changed(
                path.source(),
                path.volume(),
                change.kind().name().toLowerCase(Locale.ROOT),
                change.file(),
                change.type().name().toLowerCase(Locale.ROOT));
    }
}
