package dev.esb.moved;

import dev.esb.Background;
import dev.esb.docker.Docker;
import dev.esb.docker.EmptyImage;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The image of containers that only hold volumes. It is imported while other commands run, and removed at the end if no container has it. */
final class HolderImage implements AutoCloseable {
    private final Docker docker;
    private final String project;
    private final Optional<String> existing;
    private Optional<CompletableFuture<EmptyImage>> image = Optional.empty();
    private boolean isUsed;

    /** @param project the environment's Compose project */
    HolderImage(Docker docker, String project) {
        this(docker, project, Optional.empty());
    }

    private HolderImage(Docker docker, String project, Optional<String> existing) {
        this.docker = docker;
        this.project = project;
        this.existing = existing;
    }

    /** One that a container has, so that nothing is imported and nothing removed. */
    static HolderImage existing(Docker docker, String project, String id) {
        return new HolderImage(docker, project, Optional.of(id));
    }

    /** Begins the import, if it has not begun. */
    CompletableFuture<EmptyImage> start() {
        if (image.isEmpty()) {
            image = Optional.of(Background.start(() -> EmptyImage.ofProject(docker, project)));
        }
        return image.get();
    }

    /** What the engine knows it by. */
    String id() {
        return existing.orElseGet(() -> Background.join(start()).id());
    }

    /** Says that a container has it. */
    void use() {
        isUsed = true;
    }

    @Override
    public void close() {
        if (!isUsed) {
            // Where the import has failed, there is nothing to remove, and who needed the image knows.
            image.ifPresent(started -> started.handle((imported, failure) -> Optional.ofNullable(imported))
                    .join()
                    .ifPresent(EmptyImage::close));
        }
    }
}
