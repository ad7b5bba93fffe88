package dev.esb.cleanup;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.RemovalDetails;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.SnapshotVolumes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Volumes that have no name in the Compose file or come from the image.
 *
 * <p>The engine removes such a volume with the container that it made it for. But Compose hands it on to the container that replaces that
 * one, as a mount by its name, and from then on neither the engine nor Compose removes it. Docker labels only those that come from an image
 * ({@code com.docker.volume.anonymous}), so all are known by the names that the engine makes up: 64 hexadecimal digits. A user can only
 * have mounted such a one as an external volume, and the rendered file then names it in a label.
 */
record AnonymousVolumes(Docker docker) {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
    private static final Set<String> LABELS_OF_ENGINE = Set.of("com.docker.volume.anonymous");

    /** The names of those that the containers of an environment mount. To be read before the containers are removed. */
    List<String> of(List<ContainerSummary> containers) {
        return of(containers, details(partsOfStack(containers)));
    }

    /** @param details what the engine says of the containers */
    List<String> of(List<ContainerSummary> containers, List<RemovalDetails> details) {
        // Not of a container that a user started from an image that was built for the environment.
        List<String> ids = ids(partsOfStack(containers));
        return details.stream()
                .filter(container -> ids.contains(container.id()))
                .flatMap(container -> container.volumes().stream())
                .filter(name -> NAME.matcher(name).matches())
                .distinct()
                .toList();
    }

    /** The names of volumes of snapshots. Those over which containers mount other ones are among them, since a container holds both. */
    static List<String> ofSnapshots(List<RemovalDetails> details) {
        return details.stream()
                .flatMap(container -> container.volumes().stream())
                .filter(SnapshotVolumes::isName)
                .distinct()
                .toList();
    }

    /** Reads what {@link #of(List, List)} takes, with one {@code docker} command. */
    List<RemovalDetails> details(List<ContainerSummary> containers) {
        return containers.isEmpty()
                ? List.of()
                : docker.run(
                        new ContainerCommand.InspectForRemoval(ids(containers), EnvironmentLabels.EXTERNAL_VOLUMES));
    }

    private static List<ContainerSummary> partsOfStack(List<ContainerSummary> containers) {
        return containers.stream().filter(ContainerSummary::isPartOfStack).toList();
    }

    private static List<String> ids(List<ContainerSummary> containers) {
        return containers.stream().map(ContainerSummary::id).toList();
    }

    /** Removes those that are still there, and that neither another container uses nor another program has labelled. */
    void remove(List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        List<String> left = docker.run(new VolumeCommand.Labels(names)).entrySet().stream()
                .filter(volume -> LABELS_OF_ENGINE.containsAll(volume.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!left.isEmpty()) {
            docker.run(new VolumeCommand.RemoveUnused(left));
        }
    }
}
