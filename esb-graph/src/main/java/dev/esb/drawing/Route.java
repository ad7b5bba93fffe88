package dev.esb.drawing;

import dev.esb.drawing.Graph.Dependency;
import dev.esb.drawing.Graph.Mount;
import java.util.List;

/**
 * The line of an edge.
 *
 * @param style the class of its kind
 * @param label what is written where it arrives; empty for nothing
 * @param points from its start over all bends to its end
 * @param junctions where it meets other lines to the same place
 */
record Route(
        String from, String to, String style, String label, String tooltip, List<Point> points, List<Point> junctions) {

    static Route of(Dependency dependency) {
        return new Route(
                dependency.from(),
                dependency.to(),
                "dependency",
                dependency.label(),
                "%s starts after %s%s%s"
                        .formatted(
                                name(dependency.from()),
                                name(dependency.to()),
                                switch (dependency.condition()) {
                                    case "healthy" -> " is healthy";
                                    case "completed" -> " has ended with 0";
                                    default -> " has started";
                                },
                                dependency.isRequired() ? "" : ", if it is there"),
                List.of(),
                List.of());
    }

    static Route of(Mount mount) {
        return new Route(
                mount.from(),
                mount.to(),
                "mount",
                "",
                "%s has it at %s".formatted(name(mount.from()), String.join(", ", mount.targets())),
                List.of(),
                List.of());
    }

    Route with(List<Point> line, List<Point> meetings) {
        return new Route(from, to, style, label, tooltip, line, meetings);
    }

    /** Lines of one kind to one place meet on their way, and arrive as one. */
    Arrival arrival() {
        return new Arrival(to, style, label);
    }

    private static String name(String id) {
        return id.substring(id.indexOf(':') + 1);
    }
}
