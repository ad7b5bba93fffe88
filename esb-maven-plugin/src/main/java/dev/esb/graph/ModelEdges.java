package dev.esb.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathPlace.OnHost;
import dev.esb.isolation.IsolatedModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the edges from a model. */
record ModelEdges(IsolatedModel isolated) {

    List<Edge> all() {
        List<Edge> edges = new ArrayList<>();
        isolated.model().path("services").properties().forEach(service -> {
            String from = Node.Service.id(service.getKey());
            JsonNode settings = service.getValue();
            settings.path("depends_on")
                    .properties()
                    .forEach(other -> edges.add(dependency(from, other.getKey(), other.getValue())));
            settings.path("networks")
                    .fieldNames()
                    .forEachRemaining(network -> edges.add(new Edge.Member(from, Node.Network.id(network))));
            edges.addAll(mounts(from, settings.path("volumes")));
        });
        return edges;
    }

    private static Edge dependency(String from, String other, JsonNode settings) {
        String condition = switch (settings.path("condition").asText()) {
            case "service_healthy" -> "healthy";
            case "service_completed_successfully" -> "completed";
            default -> "started";
        };
        return new Edge.Dependency(
                from,
                Node.Service.id(other),
                condition,
                settings.path("required").asBoolean(true));
    }

    /** One for each volume or moved path. What has no name, and what all environments see alike, is not in the graph. */
    private List<Edge> mounts(String from, JsonNode volumes) {
        Map<String, List<String>> targets = new LinkedHashMap<>();
        volumes.forEach(mount -> store(mount)
                .ifPresent(id -> targets.computeIfAbsent(id, key -> new ArrayList<>())
                        .add(PathMove.textIn(mount.path("target").asText()))));
        return targets.entrySet().stream()
                .map(each -> (Edge) new Edge.Mount(from, each.getKey(), each.getValue()))
                .toList();
    }

    private Optional<String> store(JsonNode mount) {
        Optional<String> moved = isolated.moves().stream()
                .filter(move -> isPlaceOf(mount, move))
                // Of paths in one volume, the innermost.
                .max(Comparator.comparingInt(move -> move.written().getNameCount()))
                .map(Node.MovedPath::id);
        boolean isNamed = mount.path("type").asText().equals("volume")
                && !mount.path("source").asText().isEmpty();
        return moved.isPresent() || !isNamed
                ? moved
                : Optional.of(Node.Volume.id(mount.path("source").asText()));
    }

    private static boolean isPlaceOf(JsonNode mount, PathMove move) {
        String source = mount.path("source").asText();
        if (move.place() instanceof InVolume place) {
            String subpath =
                    PathMove.textIn(mount.path("volume").path("subpath").asText());
            return source.equals(place.volume().key())
                    && (subpath.equals(place.subpath())
                            || place.subpath().isEmpty()
                            || subpath.startsWith(place.subpath() + "/"));
        }
        return move.place() instanceof OnHost place
                && PathMove.textIn(source).equals(place.path().toString());
    }
}
