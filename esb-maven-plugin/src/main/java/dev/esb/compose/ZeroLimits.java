package dev.esb.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Limits of zero, which Compose leaves out when it prints JSON: {@code ulimits: {core: 0}} becomes {@code {"core": {}}}, which Compose
 * itself refuses to read (the tags {@code omitempty} of {@code UlimitsConfig} in compose-go).
 */
final class ZeroLimits {
    private ZeroLimits() {}

    /** Adds the limits that are missing, with the value 0. */
    static void restore(ObjectNode model) {
        for (JsonNode service : model.path("services")) {
            for (JsonNode limit : service.path("ulimits")) {
                if (limit instanceof ObjectNode both) {
                    both.putIfAbsent("soft", both.numberNode(0));
                    both.putIfAbsent("hard", both.numberNode(0));
                }
            }
        }
    }
}
