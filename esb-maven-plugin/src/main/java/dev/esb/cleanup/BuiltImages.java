package dev.esb.cleanup;

import dev.esb.Background;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.ImageCommand;
import dev.esb.docker.ImageStore;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.environment.EnvironmentKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Images that were built for an environment. The rendered file gives them the label of its project, which the classic builder does not. */
record BuiltImages(Docker docker, ImageStore images) {
    private static final int ROUNDS = 20;

    BuiltImages(Docker docker) {
        this(docker, new ImageStore(docker));
    }

    /**
     * Removes the images with all their tags, but for those of "default", which have the tags of the stack's author. Images that lost their
     * tag when they were built again go in any case, unless something else uses them.
     */
    void remove(EnvironmentKey key) {
        String label = ComposeLabels.ofProject(key.project());
        CompletableFuture<List<String>> listing = Background.start(() -> untagged(label));
        List<String> tagged = key.name().isDefault() ? List.of() : images.run(new ImageCommand.ListLabelled(label));
        List<String> untagged = Background.join(listing);
        if (!tagged.isEmpty()) {
            images.run(new ImageCommand.Remove(tagged));
        }
        images.removeUnused(untagged);
        if (!tagged.isEmpty() || !untagged.isEmpty()) {
            removeSteps(label, untagged);
        }
    }

    /**
     * Of an image that the classic builder has built, each step is an image as well, the last ones with the label. The containerd image
     * store does not always remove them with the image, and shows a step only once the next one is gone.
     *
     * @param seen what was tried before
     */
    private void removeSteps(String label, List<String> seen) {
        List<String> tried = seen;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> steps = untagged(label);
            if (tried.containsAll(steps)) {
                return;
            }
            images.removeUnused(steps);
            tried = steps;
        }
    }

    /** Removes the images without a tag of which there is no container any more. */
    void removeUntagged(String project) {
        images.removeUntagged(ComposeLabels.ofProject(project));
    }

    private List<String> untagged(String label) {
        return images.run(new ImageCommand.ListUntagged(label));
    }

    /**
     * Removes what the classic builder was about to make an image of, if it was ended in the middle. Compose does not: to it, these are
     * containers of a user who has started an image that it built.
     *
     * @param containers those of the environment, before the take-down
     */
    void removeUnfinished(EnvironmentKey key, List<ContainerSummary> containers) {
        boolean isUp = !containers.isEmpty() && containers.stream().allMatch(ContainerSummary::isPartOfStack);
        if (!isUp) {
            List<String> steps =
                    docker.run(new ContainerCommand.ListBuildSteps(ComposeLabels.ofProject(key.project())));
            if (!steps.isEmpty()) {
                docker.run(new ResourceCommand.Remove(Kind.CONTAINER, steps));
            }
        }
    }
}
