package dev.esb.cleanup;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.PauseRecord;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.VolumeCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a process has left that was killed while containers outside its environment were paused, and volumes got a copy of what these write. */
record UnfinishedCopies(Docker docker) {

    /**
     * Lets the paused containers go on, and removes the volumes that were not filled yet. Runs no {@code docker} command where nothing was left.
     *
     * @param containers those of an environment
     * @return the others
     */
    List<ContainerSummary> remove(List<ContainerSummary> containers) {
        List<ContainerSummary> records = containers.stream()
                .filter(container -> PauseRecord.of(container).isPresent())
                .toList();
        if (records.isEmpty()) {
            return containers;
        }
        List<String> volumes = volumes(records);
        records.stream().map(PauseRecord::of).flatMap(Optional::stream).forEach(record -> record.end(docker));
        List<ContainerSummary> helpers =
                containers.stream().filter(ContainerSummary::isHelper).toList();
        new Removal(docker)
                .run(Kind.CONTAINER, helpers.stream().map(ContainerSummary::id).toList());
        if (!volumes.isEmpty()) {
            docker.run(new VolumeCommand.RemoveUnused(volumes));
        }
        List<ContainerSummary> others = new ArrayList<>(containers);
        others.removeAll(records);
        others.removeAll(helpers);
        return others;
    }

    /** Of what the records mount, only what is labelled as the environment's. */
    private List<String> volumes(List<ContainerSummary> records) {
        List<String> own =
                EnvironmentBefore.names(docker, Kind.VOLUME, records.get(0).project());
        List<String> ids = records.stream().map(ContainerSummary::id).toList();
        return docker.run(new ContainerCommand.InspectMounts(ids)).stream()
                .flatMap(mounts -> mounts.written().stream())
                .distinct()
                .filter(own::contains)
                .toList();
    }
}
