package dev.esb.moved;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerMounts;
import dev.esb.docker.Docker;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Containers outside an environment that write to what it would lay a volume over. While they do, what it sees would change below it, which the
 * kernel does not allow for.
 *
 * @param project the environment's Compose project
 * @param ownContainer the ID of the container in which this process runs, if it runs in one of this engine
 */
record DataUsers(Docker docker, String project, Optional<String> ownContainer) {

    /** The containers that run, which the engine is asked for. */
    List<ContainerMounts.Listed> running() {
        return docker.run(new ContainerCommand.ListMounting());
    }

    /**
     * Asks the engine, where a container mounts something that can be one of these.
     *
     * @return of each that is used, the names of those that use it
     */
    Map<Overlay, List<String>> of(
            List<Overlay> overlays, UnaryOperator<Path> onEngine, List<ContainerMounts.Listed> running) {
        List<String> below =
                overlays.stream().map(overlay -> text(overlay, onEngine)).toList();
        List<String> candidates = running.stream()
                .filter(container -> !container.project().equals(project))
                .filter(container -> below.stream().anyMatch(container::mayMount))
                .map(ContainerMounts.Listed::id)
                .filter(id -> ownContainer.filter(id::equals).isEmpty())
                .toList();
        if (candidates.isEmpty()) {
            return Map.of();
        }
        List<ContainerMounts> mounts = docker.run(new ContainerCommand.InspectMounts(candidates));
        Map<Overlay, List<String>> users = new LinkedHashMap<>();
        for (Overlay overlay : overlays) {
            List<String> names = mounts.stream()
                    .filter(container -> container.writesTo(text(overlay, onEngine)))
                    .map(ContainerMounts::name)
                    .sorted()
                    .toList();
            if (!names.isEmpty()) {
                users.put(overlay, names);
            }
        }
        return users;
    }

    /** As part of a sentence. */
    static String text(List<String> names) {
        return "the container%s %s %s it mounted for writing"
                .formatted(
                        names.size() == 1 ? "" : "s",
                        names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ")),
                        names.size() == 1 ? "has" : "have");
    }

    private static String text(Overlay overlay, UnaryOperator<Path> onEngine) {
        return overlay.directory()
                .map(path -> onEngine.apply(path).toString())
                .or(overlay::external)
                .orElseThrow();
    }
}
