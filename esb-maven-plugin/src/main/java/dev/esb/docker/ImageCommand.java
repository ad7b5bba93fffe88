package dev.esb.docker;

import java.util.ArrayList;
import java.util.List;

/** Commands about images. */
public sealed interface ImageCommand<R> extends DockerCommand<R> {

    /**
     * The names, with tags, of the images that have a label.
     *
     * @param label a label filter such as {@code com.docker.compose.project=esb-e2e-1}
     */
    record ListLabelled(String label) implements ImageCommand<List<String>> {
        @Override
        public List<String> arguments() {
            return List.of("images", "--filter", "label=" + label, "--format", "{{.Repository}}:{{.Tag}}");
        }

        @Override
        public List<String> parse(String output) {
            return output.lines().filter(name -> !name.contains("<none>")).toList();
        }
    }

    /** Removes tags from images, and the images that have no other tag. */
    record Remove(List<String> names) implements ImageCommand<Void> {
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("rmi", "--force"));
            arguments.addAll(names);
            return arguments;
        }
    }
}
