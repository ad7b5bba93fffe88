package dev.esb.docker;

import dev.esb.Background;
import java.util.List;

/**
 * An image without a file, for containers that bring nothing of their own, so that no image of a registry is needed. {@link #close()} removes
 * it.
 *
 * <p>It has the label of an image that was built for its Compose project. If this process is killed, it goes with the next take-down of the
 * environment.
 */
public final class EmptyImage implements AutoCloseable {
    private final Docker docker;
    private final String id;

    private EmptyImage(Docker docker, String id) {
        this.docker = docker;
        this.id = id;
    }

    /**
     * Imports it.
     *
     * @param project the environment's Compose project
     * @throws DockerException when the engine cannot import it
     */
    public static EmptyImage ofProject(Docker docker, String project) {
        return labelled(docker, ComposeLabels.ofProject(project));
    }

    /**
     * Imports one that is not of an environment, so that nothing else removes it.
     *
     * @param label as {@code name=value}
     * @throws DockerException when the engine cannot import it
     */
    public static EmptyImage labelled(Docker docker, String label) {
        return new EmptyImage(docker, docker.run(new ImageCommand.ImportEmpty(label)));
    }

    /** What the engine knows it by; it has no name. */
    public String id() {
        return id;
    }

    /**
     * Removes it, also where this thread is interrupted.
     *
     * @throws DockerException when the engine cannot remove it
     */
    @Override
    public void close() {
        Background.uninterruptibly(() -> new ImageStore(docker).run(new ImageCommand.RemoveUnused(List.of(id))));
    }
}
