package dev.esb.it.failure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A container, a network, a volume or an image that is on the engine.
 *
 * @param kind as the docker command calls it
 * @param name its own; of an image, a tag
 * @param project its label of Compose's, empty where there is none
 * @param env its label of a lease's, empty where there is none
 */
record Resource(String kind, String id, String name, String project, String env) {
    private static final String PROJECT = "com.docker.compose.project";
    private static final String LABELS = "\t{{.Label \"" + PROJECT + "\"}}\t{{.Label \"dev.esb.env\"}}";
    private static final int ATTEMPTS = 5;

    /** All of the engine's, in an order in which they can be removed. */
    static List<Resource> all() throws IOException, InterruptedException {
        List<Resource> all = new ArrayList<>();
        add(all, "container", "docker", "ps", "--all", "--no-trunc", "--format={{.ID}}\t{{.Names}}" + LABELS);
        add(all, "network", "docker", "network", "ls", "--no-trunc", "--format={{.ID}}\t{{.Name}}" + LABELS);
        add(all, "volume", "docker", "volume", "ls", "--format={{.Name}}\t{{.Name}}" + LABELS);
        add(all, "image", "docker", "images", "--no-trunc", "--format={{.ID}}\t{{.Repository}}:{{.Tag}}\t\t");
        addLabelledImages(all);
        return all;
    }

    /** Those that have a label. */
    static List<Resource> labelled(String label) throws IOException, InterruptedException {
        List<Resource> found = new ArrayList<>();
        String filter = "--filter=label=" + label;
        add(found, "container", "docker", "ps", "--all", "--no-trunc", filter, "--format={{.ID}}\t{{.Names}}" + LABELS);
        add(found, "volume", "docker", "volume", "ls", filter, "--format={{.Name}}\t{{.Name}}" + LABELS);
        add(found, "image", "docker", "images", "--no-trunc", filter, "--format={{.ID}}\t{{.ID}}\t\t");
        return found;
    }

    /** Whether it belongs to an environment, by its label or by its name. */
    boolean isOf(String environment) {
        String own = "esb-" + environment;
        return project.equals(own)
                || env.equals(environment)
                || name.equals(own)
                || name.startsWith(own + "-")
                || name.startsWith(own + "_")
                || kind.equals("image") && name.endsWith("-" + own);
    }

    static void removeAll(List<Resource> resources) throws IOException, InterruptedException {
        for (String kind : List.of("container", "network", "volume", "image")) {
            Shell.remove(
                    kind,
                    resources.stream()
                            .filter(resource -> resource.kind().equals(kind))
                            .map(Resource::id)
                            .toList());
        }
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }

    private static void add(List<Resource> all, String kind, String... command)
            throws IOException, InterruptedException {
        Shell.lines(command).stream()
                .map(line -> line.split("\t", -1))
                .map(columns -> new Resource(kind, columns[0], columns[1], columns[2], columns[3]))
                .forEach(all::add);
    }

    /** A list of images does not tell their labels. */
    private static void addLabelledImages(List<Resource> all) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            String format = "--format={{.Id}}\t{{.RepoTags}}\t{{index .Config.Labels \"" + PROJECT + "\"}}\t";
            try {
                List<String> ids =
                        Shell.lines("docker", "images", "--quiet", "--no-trunc", "--filter=label=" + PROJECT);
                if (ids.isEmpty()) {
                    return;
                }
                String[] inspect = {"docker", "image", "inspect", format};
                add(
                        all,
                        "image",
                        Stream.concat(Arrays.stream(inspect), ids.stream().distinct())
                                .toArray(String[]::new));
                return;
            } catch (IOException e) {
                // One was removed in between, or while the engine listed them.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
