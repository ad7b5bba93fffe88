package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.Problem;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import java.util.Iterator;

/** Published ports, of which a host's address has each only once. */
final class PublishedPorts implements Rule {
    @Override
    public void apply(Isolation isolation) {
        // Requests were read from the same model, so the two lists run in step.
        Iterator<PortAssignment> assignments = isolation.environment().ports().iterator();
        isolation.forEachService((name, service) -> {
            if (StackPorts.publishes(service) && service.get("ports") instanceof ArrayNode ports) {
                ports.forEach(port -> publish(isolation, (ObjectNode) port, next(assignments, name)));
            }
        });
    }

    private static PortAssignment next(Iterator<PortAssignment> assignments, String service) {
        if (!assignments.hasNext()) {
            throw new Problem(
                    ("The service '%s' publishes more ports once the variables of ports have the values that were planned."
                                    + " Write its 'ports' without the variable that changes their number.")
                            .formatted(service));
        }
        return assignments.next();
    }

    private static void publish(Isolation isolation, ObjectNode port, PortAssignment assignment) {
        PortRequest request = assignment.request();
        if (assignment.published() == 0) {
            port.remove("published");
        } else {
            port.put("published", assignment.text());
        }
        if (!assignment.address().isEmpty()) {
            port.put("host_ip", assignment.address());
        }
        isolation.changed(
                request.service(),
                "ports",
                written(request),
                "%s -> %d/%s is published on %s"
                        .formatted(written(request), request.target(), request.protocol(), where(assignment)));
    }

    private static String written(PortRequest request) {
        if (request.base() == 0) {
            return "any";
        }
        String port = request.count() == 1
                ? String.valueOf(request.base())
                : request.base() + "-" + (request.base() + request.count() - 1);
        return request.hostAddress().isEmpty() ? port : request.hostAddress() + ":" + port;
    }

    private static String where(PortAssignment assignment) {
        if (assignment.published() == 0) {
            return "a port that the engine chooses";
        }
        String written = assignment.request().hostAddress();
        String address = written.isEmpty() ? assignment.address() : written;
        return address.isEmpty() ? assignment.text() : address + ":" + assignment.text();
    }
}
