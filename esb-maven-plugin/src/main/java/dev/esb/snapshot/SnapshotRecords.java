package dev.esb.snapshot;

import dev.esb.docker.ComposeLabels;
import dev.esb.docker.Docker;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.EnvironmentLabels;
import java.util.List;

/** Containers that never run and say which snapshot an environment is of while it is put back to that. */
public final class SnapshotRecords {
    /** On such a container; its value is not empty. */
    public static final String RESET = "dev.esb.snapshot.reset";

    private SnapshotRecords() {}

    /** Those of an environment. There is one while a reset is at work, or after it was interrupted. */
    public static List<Resource> ofReset(Docker docker, String project) {
        return docker
                .run(new ResourceCommand.ListLabelled(
                        Kind.CONTAINER, RESET, List.of(EnvironmentLabels.OF_SNAPSHOT, ComposeLabels.PROJECT)))
                .stream()
                .filter(record -> record.labels().get(ComposeLabels.PROJECT).equals(project))
                .toList();
    }
}
