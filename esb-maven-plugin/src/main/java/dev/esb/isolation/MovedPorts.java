package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.PortAssignment;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ports of a plan that texts can name: those that the file publishes on a port of its own, and that the plan moves to another one. */
final class MovedPorts {
    private final Map<String, PortAssignment> byWritten = new LinkedHashMap<>();
    private final List<PortAssignment> moved;

    MovedPorts(EnvironmentPlan plan) {
        moved = plan.ports().stream().filter(port -> port.published() != 0).toList();
        for (PortAssignment port : moved) {
            if (port.request().base() != 0) {
                byWritten.putIfAbsent(String.valueOf(port.request().base()), port);
            }
        }
    }

    boolean isEmpty() {
        return moved.isEmpty();
    }

    /** The port that the file publishes under this number. */
    Optional<PortAssignment> written(String number) {
        return Optional.ofNullable(byWritten.get(number));
    }

    /** The ports behind a variable that have this number of the host. */
    List<PortAssignment> ofVariable(String number) {
        if (number.length() > 5) {
            return List.of();
        }
        int port = Integer.parseInt(number);
        return moved.stream()
                .filter(each -> each.request().variable().isPresent())
                .filter(each -> each.published() <= port
                        && port < each.published() + each.request().count())
                .toList();
    }

    /** The numbers of container ports and exposed ports of a model. */
    static Set<String> insideContainers(JsonNode model) {
        Set<String> numbers = new HashSet<>();
        for (JsonNode service : model.path("services")) {
            service.path("ports")
                    .forEach(port -> numbers.add(port.path("target").asText()));
            service.path("expose")
                    .forEach(port -> numbers.addAll(List.of(port.asText().split("[-/]"))));
        }
        return numbers;
    }
}
