package dev.esb.cleanup;

import dev.esb.Background;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.Docker;
import dev.esb.docker.ImageCommand;
import dev.esb.environment.EnvironmentKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Images that were built for an environment. */
record BuiltImages(Docker docker) {

    /**
     * Removes the images with all their tags, but for those of "default", which have the tags of the stack's author. Images that lost their
     * tag when they were built again go in any case, unless something else uses them.
     */
    void remove(EnvironmentKey key) {
        String label = ComposeLabels.ofProject(key.project());
        CompletableFuture<List<String>> untagged =
                Background.start(() -> docker.run(new ImageCommand.ListUntagged(label)));
        List<String> tagged = key.name().isDefault() ? List.of() : docker.run(new ImageCommand.ListLabelled(label));
        if (!tagged.isEmpty()) {
            docker.run(new ImageCommand.Remove(tagged));
        }
        List<String> unused = Background.join(untagged);
        if (!unused.isEmpty()) {
            docker.run(new ImageCommand.RemoveUnused(unused));
        }
    }
}
