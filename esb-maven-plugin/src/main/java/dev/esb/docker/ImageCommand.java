package dev.esb.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /**
     * The ids of the images that have a label and no tag, because another build has taken it.
     *
     * @param label a label filter such as {@code com.docker.compose.project=esb-e2e-1}
     */
    record ListUntagged(String label) implements ImageCommand<List<String>> {
        /** Docker 29 leaves such images out unless a filter asks for them. */
        @Override
        public List<String> arguments() {
            return List.of(
                    "images", "--quiet", "--no-trunc", "--filter", "dangling=true", "--filter", "label=" + label);
        }

        @Override
        public List<String> parse(String output) {
            return output.lines().distinct().toList();
        }
    }

    /** Removes images. One that a container or another image uses stays, and one that is not there is no error. */
    record RemoveUnused(List<String> ids) implements ImageCommand<Void> {
        @Override
        public boolean succeeds(int exitCode, String error) {
            return exitCode == 0
                    || !error.isBlank()
                            // Podman: "image used by ..: image is in use by a container"
                            && error.lines()
                                    .allMatch(line ->
                                            line.matches("(?i).*(no such image|image not known|conflict|in use by).*"));
        }

        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("rmi"));
            arguments.addAll(ids);
            return arguments;
        }
    }

    /**
     * Makes an image without a file and without a name. The answer is its id.
     *
     * @param label a label of the image, as {@code name=value}
     */
    record ImportEmpty(String label) implements ImageCommand<String> {
        /** A tar archive without a file: two blocks of zeros. */
        private static final String EMPTY_TAR = "\0".repeat(1024);

        @Override
        public List<String> arguments() {
            return List.of("import", "--change", "LABEL " + label, "-");
        }

        @Override
        public Optional<String> input() {
            return Optional.of(EMPTY_TAR);
        }

        @Override
        public String parse(String output) {
            // Podman: "sha256:50e1...: sha256:50e1...", its name for what it reads, and the id.
            String line = output.strip();
            return line.substring(line.lastIndexOf(' ') + 1);
        }
    }

    /**
     * What images consist of, in the order of the names.
     *
     * @param names may name one image several times
     */
    record Describe(List<String> names) implements ImageCommand<Optional<List<ImageDetails>>> {
        @Override
        public boolean succeeds(int exitCode, String error) {
            return exitCode == 0
                    || !error.isBlank()
                            && error.lines().allMatch(line -> line.matches("(?i).*(no such image|image not known).*"));
        }

        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("image", "inspect"));
            arguments.addAll(names);
            return arguments;
        }

        /** Empty where the engine does not have all of them. */
        @Override
        public Optional<List<ImageDetails>> parse(String output) {
            List<ImageDetails> found = Json.array(output).map(ImageDetails::of).toList();
            return Optional.of(found).filter(all -> all.size() == names.size());
        }
    }

    /** The IDs of images, in the order of the names. */
    record Ids(List<String> names) implements ImageCommand<Optional<List<String>>> {
        @Override
        public boolean succeeds(int exitCode, String error) {
            return new Describe(names).succeeds(exitCode, error);
        }

        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("image", "inspect", "--format", "{{.Id}}"));
            arguments.addAll(names);
            return arguments;
        }

        /** Empty where the engine does not have all of them. */
        @Override
        public Optional<List<String>> parse(String output) {
            List<String> found = output.lines().toList();
            return Optional.of(found).filter(all -> all.size() == names.size());
        }
    }
}
