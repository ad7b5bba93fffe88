package dev.esb.mention;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.HostAddress;
import dev.esb.environment.PortAssignment;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The ports of a plan that texts can name: those that the file publishes on a port of its own, and that the plan moves to another one. */
public final class MovedPorts {
    private final List<PortAssignment> moved;

    public MovedPorts(EnvironmentPlan plan) {
        moved = plan.ports().stream().filter(port -> port.published() != 0).toList();
    }

    public boolean isEmpty() {
        return moved.isEmpty();
    }

    /** The addresses of the host on which the file publishes ports, other than its loopback and all of them. */
    public Set<String> hostAddresses() {
        return moved.stream()
                .map(port -> port.request().hostAddress())
                .filter(address -> !address.isEmpty() && !address.startsWith("127.") && !HostAddress.isEvery(address))
                .collect(Collectors.toSet());
    }

    /** Whether the file publishes a port under this number. */
    public boolean isWritten(String number) {
        return moved.stream().anyMatch(port -> isWritten(port, number));
    }

    /** The port that the file publishes under this number: at the address, else at any. */
    public PortAssignment written(String number, String address) {
        return moved.stream()
                .filter(port -> isWritten(port, number))
                .min(Comparator.comparing(port -> !port.request().hostAddress().equals(address)))
                .orElseThrow();
    }

    private static boolean isWritten(PortAssignment port, String number) {
        return port.request().base() != 0
                && String.valueOf(port.request().base()).equals(number);
    }

    /** The ports behind a variable that have this number of the host. */
    public List<PortAssignment> ofVariable(String number) {
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
