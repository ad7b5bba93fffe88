package dev.esb.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.Background;
import dev.esb.archive.TarHeader;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.FirstEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/** State that services keep in the file systems of their containers, outside of volumes: no snapshot has it. */
public record StateOutside(Docker docker) {
    /** What programs write there is of the run, and not of the data. */
    private static final Pattern OF_THE_RUN = Pattern.compile(
            "/(tmp|run|dev|proc|sys|var/(run|tmp|log|cache|lock))(/.*)?|.*/docker-init|/etc/(hosts|hostname|resolv\\.conf|mtab)|/(root|home/[^/]+)/\\..*"
                    + "|.*\\.(pid|lock|log|pyc)|.*/(__pycache__|\\.cache)(/.*)?");

    /** What of more paths is a directory is not looked at. */
    private static final int MOST_LOOKS = 8;

    /**
     * The paths that containers have changed, by service. An engine compares the whole file system of each with that of its image, so some processors are
     * left to what goes on beside it.
     *
     * @param containers of the stack
     * @param model the isolated model, which has what the containers mount
     */
    public Map<String, List<String>> of(List<ContainerSummary> containers, JsonNode model) {
        Map<ContainerSummary, CompletableFuture<List<String>>> looks = new LinkedHashMap<>();
        Semaphore processors = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        containers.forEach(container -> looks.put(container, Background.start(() -> {
            processors.acquireUninterruptibly();
            try {
                return changed(container.id(), targets(model.path("services").path(container.service())));
            } finally {
                processors.release();
            }
        })));
        Map<String, List<String>> changed = new TreeMap<>();
        looks.forEach((container, look) -> {
            List<String> paths = Background.join(look);
            if (!paths.isEmpty()) {
                changed.computeIfAbsent(container.service(), service -> new ArrayList<>())
                        .addAll(paths);
            }
        });
        changed.replaceAll((service, paths) -> paths.stream().distinct().toList());
        return changed;
    }

    private List<String> changed(String container, Set<String> targets) {
        List<String> paths = ofData(docker.run(new ContainerCommand.Diff(container)), targets);
        if (paths.size() > MOST_LOOKS) {
            return paths;
        }
        List<CompletableFuture<Boolean>> directories = paths.stream()
                .map(path -> Background.start(() -> isDirectory(container, path)))
                .toList();
        List<String> files = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            // An empty directory, or one whose time has changed, is no state.
            if (!Background.join(directories.get(i))) {
                files.add(paths.get(i));
            }
        }
        return files;
    }

    /** False also for what is not there any more, since the container has removed it. */
    private boolean isDirectory(String container, String path) {
        try {
            return FirstEntry.of(docker, container, path, entry -> true)
                    .filter(entry -> entry.header().type() == TarHeader.DIRECTORY)
                    .isPresent();
        } catch (DockerException e) {
            return false;
        }
    }

    private static List<String> ofData(List<String> paths, Set<String> targets) {
        Set<String> above = new HashSet<>();
        for (String path : paths) {
            above.add(path.substring(0, path.lastIndexOf('/')));
        }
        return paths.stream()
                .filter(path -> !above.contains(path))
                .filter(path -> !OF_THE_RUN.matcher(path).matches())
                // The engine makes what something is mounted at.
                .filter(path -> !targets.contains(path))
                .toList();
    }

    private static Set<String> targets(JsonNode service) {
        Set<String> targets = new HashSet<>();
        for (String key : List.of("volumes", "configs", "secrets")) {
            service.path(key)
                    .forEach(mount -> targets.add(mount.path("target")
                            .asText("/" + mount.path("source").asText())));
        }
        return targets;
    }
}
