package dev.esb.graph;

import static dev.esb.environment.PathMove.textIn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.docker.ContainerSummary;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.PathMove;
import dev.esb.isolation.IsolatedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map.Entry;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the nodes from a model, and their ports and states from containers. */
record ModelNodes(IsolatedModel isolated, Path directory, String project, List<ContainerSummary> containers) {

    List<Node> all() {
        List<Node> nodes = new ArrayList<>();
        services().forEach(service -> nodes.add(service(service.getKey(), service.getValue())));
        onlyInTheEnvironment().forEach(name -> nodes.add(new Node.Service(name, "", "", ports(of(name)), of(name))));
        isolated.model()
                .path("networks")
                .properties()
                .forEach(network -> nodes.add(network(network.getKey(), network.getValue())));
        isolated.model().path("volumes").properties().stream()
                .filter(volume -> !volume.getValue().path("labels").has(EnvironmentLabels.PATH))
                .forEach(volume -> nodes.add(new Node.Volume(
                        volume.getKey(),
                        name(volume.getKey(), volume.getValue()),
                        volume.getValue().path("external").asBoolean())));
        isolated.moves().stream()
                .distinct()
                .sorted(Comparator.comparing(PathMove::written))
                .forEach(move -> nodes.add(new Node.MovedPath(move, directory, project)));
        return nodes;
    }

    private Stream<Entry<String, JsonNode>> services() {
        return isolated.model().path("services").properties().stream();
    }

    private Node.Service service(String name, JsonNode settings) {
        List<ContainerSummary> own = of(name);
        return new Node.Service(
                name,
                textIn(settings.path("image").asText()),
                settings.path("network_mode").asText(),
                containers.isEmpty()
                        ? elements(settings.path("ports")).map(Port::of).toList()
                        : ports(own),
                own);
    }

    private List<ContainerSummary> of(String service) {
        return containers.stream()
                .filter(container -> container.service().equals(service))
                .sorted(Comparator.comparing(ContainerSummary::number))
                .toList();
    }

    private static List<Port> ports(List<ContainerSummary> containers) {
        return containers.stream()
                .flatMap(container -> container.ports().stream())
                .map(Port::of)
                .toList();
    }

    /** Services of other profiles or files with which the environment was brought up. */
    private List<String> onlyInTheEnvironment() {
        List<String> known = services().map(Entry::getKey).toList();
        return containers.stream()
                .map(ContainerSummary::service)
                .filter(service -> !known.contains(service))
                .distinct()
                .sorted()
                .toList();
    }

    private static Node.Network network(String key, JsonNode settings) {
        return new Node.Network(
                key,
                name(key, settings),
                settings.path("external").asBoolean(),
                elements(settings.path("ipam").path("config"))
                        .map(pool -> pool.path("subnet").asText())
                        .filter(subnet -> !subnet.isEmpty())
                        .toList());
    }

    private static String name(String key, JsonNode settings) {
        return textIn(settings.path("name").asText(key));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
