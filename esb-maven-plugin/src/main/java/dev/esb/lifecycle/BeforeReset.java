package dev.esb.lifecycle;

import dev.esb.Background;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerAddresses;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.moved.EnvironmentOverlays;
import dev.esb.snapshot.SnapshotRecords;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An environment whose data is to be put back or removed, as it is before: read by commands that run side by side, and waited for where it is needed. */
final class BeforeReset {
    private final CompletableFuture<List<ContainerSummary>> containers;
    private final CompletableFuture<List<ContainerAddresses>> addresses;
    private final CompletableFuture<EnvironmentOverlays> overlays;
    private final CompletableFuture<List<Resource>> labels;

    private BeforeReset(
            CompletableFuture<List<ContainerSummary>> containers,
            CompletableFuture<List<ContainerAddresses>> addresses,
            CompletableFuture<EnvironmentOverlays> overlays,
            CompletableFuture<List<Resource>> labels) {
        this.containers = containers;
        this.addresses = addresses;
        this.overlays = overlays;
        this.labels = labels;
    }

    /** Begins to read it. */
    static BeforeReset read(Docker docker, String project) {
        CompletableFuture<List<ContainerSummary>> containers =
                Background.start(() -> new Containers(docker).allOf(project));
        return new BeforeReset(
                containers,
                Background.start(() -> addresses(docker, stack(Background.join(containers)))),
                Background.start(() -> EnvironmentOverlays.read(docker, project, containers)),
                Background.start(() -> labels(docker, project)));
    }

    private static List<ContainerAddresses> addresses(Docker docker, List<ContainerSummary> stack) {
        return stack.isEmpty()
                ? List.of()
                : docker.run(new ContainerCommand.InspectAddresses(
                        stack.stream().map(ContainerSummary::id).toList()));
    }

    private static List<Resource> labels(Docker docker, String project) {
        return docker.run(new ResourceCommand.ListLabelled(
                Kind.CONTAINER,
                ComposeLabels.ofProject(project),
                List.of(SnapshotRecords.RESET, EnvironmentLabels.OF_SNAPSHOT, ComposeLabels.WORKING_DIRECTORY)));
    }

    private static List<ContainerSummary> stack(List<ContainerSummary> containers) {
        return containers.stream().filter(ContainerSummary::isPartOfStack).toList();
    }

    /** The containers of the stack. */
    List<ContainerSummary> stack() {
        return stack(Background.join(containers));
    }

    /** The addresses that these have. */
    List<ContainerAddresses> addresses() {
        return Background.join(addresses);
    }

    /** The volumes over others. */
    EnvironmentOverlays overlays() {
        return Background.join(overlays);
    }

    /** The containers that say which snapshot it is of, of a reset before this one that was interrupted. */
    List<Resource> records() {
        return Background.join(labels).stream()
                .filter(container ->
                        !container.labels().get(SnapshotRecords.RESET).isEmpty())
                .toList();
    }

    /** The directory in which Compose has run the stack. */
    Optional<Path> directory() {
        return Background.join(labels).stream()
                .map(container -> container.labels().get(ComposeLabels.WORKING_DIRECTORY))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(Path::of);
    }
}
