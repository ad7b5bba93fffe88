package dev.esb.snapshot;

import dev.esb.docker.ComposeLabels;
import dev.esb.docker.Docker;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentLabels;
import java.util.List;

/** The volumes of an environment that are laid over those of a snapshot, with the container that holds them. */
record SnapshotOverlays(Docker docker) {

    /** Removes them. No other container mounts them any more. */
    void remove(String project, String snapshot) {
        List<String> holders = of(Kind.CONTAINER, project, snapshot);
        if (!holders.isEmpty()) {
            docker.run(new ResourceCommand.Remove(Kind.CONTAINER, holders));
        }
        List<String> volumes = of(Kind.VOLUME, project, snapshot);
        if (!volumes.isEmpty()) {
            docker.run(new VolumeCommand.RemoveUnused(volumes));
        }
    }

    private List<String> of(Kind kind, String project, String snapshot) {
        return docker
                .run(new ResourceCommand.ListLabelled(
                        kind, EnvironmentLabels.OF_SNAPSHOT + "=" + snapshot, List.of(ComposeLabels.PROJECT)))
                .stream()
                .filter(resource -> resource.labels().get(ComposeLabels.PROJECT).equals(project))
                .map(Resource::id)
                .toList();
    }
}
