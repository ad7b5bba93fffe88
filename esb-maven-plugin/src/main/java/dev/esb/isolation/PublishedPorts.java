package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import java.util.Iterator;
import java.util.List;

/** Published ports, of which a host's address has each only once. */
final class PublishedPorts implements Rule {
    @Override
    public void apply(Isolation isolation) {
        // Requests were read from the same model, so the two lists run in step.
        Iterator<PortAssignment> assignments = isolation.environment().ports().iterator();
        isolation.forEachService((name, service) -> {
            if (service.get("ports") instanceof ArrayNode ports) {
                ports.forEach(port -> publish(isolation, (ObjectNode) port, assignments.next()));
            }
        });
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
                String.valueOf(request.base()),
                "%s -> %d/%s is published on %s"
                        .formatted(
                                request.base() == 0 ? "any" : String.valueOf(request.base()),
                                request.target(),
                                request.protocol(),
                                where(assignment)));
    }

    private static String where(PortAssignment assignment) {
        String port = assignment.published() == 0 ? "a port that the engine chooses" : assignment.text();
        return String.join(":", assignment.address().isEmpty() ? List.of(port) : List.of(assignment.address(), port));
    }
}
