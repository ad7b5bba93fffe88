package dev.esb.cleanup;

import dev.esb.docker.Docker;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentLabels;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Volumes of snapshots that the containers of an environment have mounted. */
record MountedSnapshots(Docker docker) {

    /**
     * Removes those of a snapshot that is not there, such as one that was not completed. Of one that is there, its container keeps the volumes.
     *
     * <p>After {@code docker container prune}, there is neither that container nor those that keep them for other environments, and the engine would
     * remove the data from below their running services.
     *
     * @param names read before the containers were removed
     */
    void remove(List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        Set<String> below = docker
                .run(new ResourceCommand.ListLabelled(
                        Kind.VOLUME, EnvironmentLabels.OF_SNAPSHOT, List.of(EnvironmentLabels.BELOW)))
                .stream()
                .map(volume -> volume.labels().get(EnvironmentLabels.BELOW))
                .collect(Collectors.toSet());
        List<String> unused =
                names.stream().filter(name -> !below.contains(name)).toList();
        if (!unused.isEmpty()) {
            docker.run(new VolumeCommand.RemoveUnused(unused));
        }
    }
}
