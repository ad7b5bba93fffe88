package dev.esb.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.Background;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** State that services keep in the file systems of their containers, outside of volumes: no snapshot has it. */
public record StateOutside(Docker docker) {
    /** What programs write there is of the run, and not of the data. */
    private static final Pattern OF_THE_RUN = Pattern.compile(
            "/(tmp|run|dev|proc|sys|var/(run|tmp|log|cache|lock))(/.*)?|.*/docker-init|/etc/(hosts|hostname|resolv\\.conf|mtab)|/(root|home/[^/]+)/\\..*"
                    + "|.*\\.(pid|lock|log|pyc)|.*/(__pycache__|\\.cache)(/.*)?");

    /**
     * The paths that containers have changed, by service.
     *
     * @param containers of the stack
     * @param model the isolated model, which has what the containers mount
     */
    public Map<String, List<String>> of(List<ContainerSummary> containers, JsonNode model) {
        Map<String, CompletableFuture<List<String>>> all = new TreeMap<>();
        containers.forEach(container -> all.computeIfAbsent(
                container.service(),
                service -> Background.start(() -> docker.run(new ContainerCommand.Diff(container.id())))));
        Map<String, List<String>> changed = new TreeMap<>();
        all.forEach((service, paths) -> changed.put(
                service,
                ofData(Background.join(paths), targets(model.path("services").path(service)))));
        changed.values().removeIf(List::isEmpty);
        return changed;
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
