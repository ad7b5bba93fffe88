package dev.esb.changes;

import dev.esb.Background;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.EmptyImage;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Volumes in a container that never runs, so that all of each can be read, whatever containers of the stack mount of it. {@link #close()} removes
 * the container. What a killed process leaves of it goes with the rest of the environment.
 */
final class MountedVolumes implements AutoCloseable {
    private static final String ROOT = "/esb/";

    private final Docker docker;
    private final List<String> volumes;
    private final EmptyImage image;
    private final String container;

    /** @param volumes their names; at least one */
    MountedVolumes(Docker docker, String project, List<String> volumes) {
        this.docker = docker;
        this.volumes = volumes;
        Map<String, String> mounts = new TreeMap<>();
        for (int i = 0; i < volumes.size(); i++) {
            mounts.put(ROOT + i, volumes.get(i));
        }
        this.image = EmptyImage.ofProject(docker, project);
        try {
            this.container = docker.run(
                    new ContainerCommand.CreateWithVolumes(image.id(), ComposeLabels.ofHelper(project), mounts));
        } catch (RuntimeException e) {
            image.close();
            throw e;
        }
    }

    /** @param path of a directory or a file in the volume; empty for all of it */
    ContainerFiles files(String volume, String path) {
        String root = ROOT + volumes.indexOf(volume);
        return new ContainerFiles(docker, container, path.isEmpty() ? root : root + "/" + path);
    }

    @Override
    public void close() {
        try {
            Background.uninterruptibly(
                    () -> docker.run(new ResourceCommand.Remove(Kind.CONTAINER, List.of(container))));
        } finally {
            image.close();
        }
    }
}
