package dev.esb.lifecycle;

import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.VolumeCommand;
import dev.esb.isolation.IsolatedModel;
import java.util.Map;

/** Creates the volumes and networks that all environments use together because the user has listed them in {@code esb.share}. */
record SharedResources(Docker docker) {
    private static final Map<String, String> LABELS = Map.of("dev.esb.shared", "true");

    /** Creates those that do not exist. They have no label of a project, so no {@code down} removes them. */
    void provide(IsolatedModel model) {
        for (String name : model.sharedVolumes()) {
            docker.run(new VolumeCommand.Create(name, LABELS));
        }
        for (String name : model.sharedNetworks()) {
            try {
                docker.run(new NetworkCommand.Create(name, LABELS));
            } catch (DockerException e) {
                if (!e.errorOutput().contains("already exists")) {
                    throw e;
                }
            }
        }
    }
}
