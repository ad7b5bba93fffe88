package dev.esb.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.VolumeCommand.Described;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.moved.EnvironmentOverlays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What containers have written into directories of this machine, and into volumes made outside the stack, over which the environment has volumes. */
record WrittenOverlays(Docker docker, String project) {

    /**
     * The first one into which something was written.
     *
     * @param model the isolated model
     * @param containers all of the environment, also those that only hold volumes
     */
    Optional<String> first(JsonNode model, List<ContainerSummary> containers) {
        EnvironmentOverlays overlays =
                EnvironmentOverlays.read(docker, project, CompletableFuture.completedFuture(containers));
        Set<String> names = MountNames.of(model);
        return overlays.volumes().stream()
                .flatMap(volume ->
                        overlays
                                .firstWritten(volume, names)
                                .map(path -> "'%s' in '%s'".formatted(path, source(volume)))
                                .stream())
                .findFirst();
    }

    private static String source(Described volume) {
        return volume.labels()
                .getOrDefault(
                        EnvironmentLabels.PATH, volume.labels().getOrDefault(EnvironmentLabels.BELOW, volume.name()));
    }
}
