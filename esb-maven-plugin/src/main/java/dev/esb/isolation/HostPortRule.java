package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.EsbException;
import dev.esb.environment.HostAddress;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Published ports: on each address of the host, a port can be published only once. */
final class HostPortRule implements Rule {

    @Override
    public void apply(IsolationContext context) {
        List<PortAssignment> remaining = new ArrayList<>(context.plan().ports());
        context.forEachService((name, service) -> {
            if (StackPorts.publishes(service) && service.get("ports") instanceof ArrayNode ports) {
                ports.forEach(port -> publish(context, (ObjectNode) port, assignment(name, port, remaining)));
            }
        });
    }

    /**
     * Finds the assignment of a port by its service, container port, protocol and address of the host, and removes it from the remaining
     * ones, so that several ports with equal values get one each.
     */
    private static PortAssignment assignment(String service, JsonNode port, List<PortAssignment> remaining) {
        int target = port.path("target").asInt();
        return take(service, port, remaining)
                .orElseThrow(() -> new EsbException(
                        "The service '%s' publishes the port %s/%s only when the variables in its 'ports' have the planned values, so no port of the host was planned for it."
                                        .formatted(service, target, StackPorts.protocol(port))
                                + " Write its 'ports' without the variable that changes how many there are."));
    }

    private static Optional<PortAssignment> take(String service, JsonNode port, List<PortAssignment> remaining) {
        int target = port.path("target").asInt();
        String protocol = StackPorts.protocol(port);
        String address = port.path("host_ip").asText();
        for (Iterator<PortAssignment> each = remaining.iterator(); each.hasNext(); ) {
            PortAssignment assignment = each.next();
            PortRequest request = assignment.request();
            if (request.service().equals(service)
                    && request.protocol().equals(protocol)
                    && request.hostAddress().equals(address)
                    && request.target() == target) {
                each.remove();
                return Optional.of(assignment);
            }
        }
        return Optional.empty();
    }

    private static void publish(IsolationContext context, ObjectNode port, PortAssignment assignment) {
        PortRequest request = assignment.request();
        if (assignment.published() == 0) {
            port.remove("published");
        } else {
            port.put("published", assignment.text());
        }
        if (!assignment.address().isEmpty()) {
            port.put("host_ip", assignment.address());
        }
        context.changed(
                request.service(),
                "ports",
                written(request),
                "%s -> %s/%s is published on %s"
                        .formatted(written(request), request.target(), request.protocol(), where(assignment)));
    }

    private static String written(PortRequest request) {
        if (request.base() == 0) {
            return "any";
        }
        String port = request.count() == 1
                ? String.valueOf(request.base())
                : request.base() + "-" + (request.base() + request.count() - 1);
        return HostAddress.withPort(request.hostAddress(), port);
    }

    private static String where(PortAssignment assignment) {
        if (assignment.published() == 0) {
            return "a port that the engine chooses";
        }
        return HostAddress.withPort(assignment.hostAddress(), assignment.text());
    }
}
