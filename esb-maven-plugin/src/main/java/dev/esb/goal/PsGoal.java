package dev.esb.goal;

import dev.esb.docker.ContainerSummary;
import dev.esb.docker.PortBinding;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.HostAddress;
import dev.esb.moved.MovedPath;
import dev.esb.service.EnvironmentQueries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists the containers of an environment, and the paths of this machine in place of which they see volumes. */
public final class PsGoal {
    private final GoalContext context;

    public PsGoal(GoalContext context) {
        this.context = context;
    }

    /** @throws dev.esb.EsbException when there is no such environment, or it has no containers */
    public void run(EnvironmentKey key, OutputFormat output) {
        EnvironmentQueries environments = new EnvironmentQueries(context.docker());
        List<ContainerSummary> containers = environments.containers(key);
        List<MovedPath> paths = environments.movedPaths(key, containers);
        if (output == OutputFormat.JSON) {
            context.print(json(containers, paths));
        } else {
            TextTable table = new TextTable("SERVICE", "CONTAINER", "STATUS", "PORTS");
            containers.forEach(container ->
                    table.add(container.service(), container.name(), container.status(), ports(container)));
            table.lines().forEach(context.output());
            printPaths(paths);
        }
    }

    private void printPaths(List<MovedPath> paths) {
        if (!paths.isEmpty()) {
            TextTable table = new TextTable("PATH", "VOLUME", "IN CONTAINER");
            Map<String, MovedPath> first = new LinkedHashMap<>();
            paths.forEach(path -> first.putIfAbsent(path.path(), path));
            first.values()
                    .forEach(path -> table.add(path.path(), path.volume(), path.container() + ":" + path.target()));
            context.print("");
            table.lines().forEach(context.output());
        }
    }

    /** As {@code docs/schema/ps.schema.json} describes it. */
    static String json(List<ContainerSummary> containers, List<MovedPath> paths) {
        return OutputFormat.json(
                containers.stream().map(container -> fields(container, paths)).toList());
    }

    private static Map<String, Object> fields(ContainerSummary container, List<MovedPath> paths) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("service", container.service());
        fields.put("container", container.name());
        fields.put("id", container.id());
        fields.put("state", container.state());
        fields.put("health", container.health().name().toLowerCase(Locale.ROOT));
        fields.put("status", container.status());
        fields.put("ports", container.ports().stream().map(PsGoal::fields).toList());
        fields.put(
                "paths",
                paths.stream()
                        .filter(path -> path.container().equals(container.name()))
                        .map(PsGoal::fields)
                        .toList());
        return fields;
    }

    /** Named as those of {@code list}. */
    static Map<String, Object> fields(PortBinding port) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("target", port.target());
        fields.put("protocol", port.protocol());
        fields.put("address", port.hostAddress());
        fields.put("published", port.published());
        return fields;
    }

    private static Map<String, Object> fields(MovedPath path) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", path.path());
        fields.put("volume", path.volume());
        fields.put("target", path.target());
        return fields;
    }

    private static String ports(ContainerSummary container) {
        String text = container.ports().stream()
                .map(port -> "%s->%s/%s"
                        .formatted(
                                HostAddress.withPort(port.hostAddress(), String.valueOf(port.published())),
                                port.target(),
                                port.protocol()))
                .collect(Collectors.joining(" "));
        return text.isEmpty() ? "-" : text;
    }
}
