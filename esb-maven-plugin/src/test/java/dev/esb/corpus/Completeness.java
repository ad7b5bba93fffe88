package dev.esb.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Sees that isolating a stack takes nothing away from it. */
final class Completeness {
    private Completeness() {}

    static List<String> lost(JsonNode original, JsonNode isolated) {
        List<String> lost = new ArrayList<>();
        original.path("services").properties().forEach(service -> {
            JsonNode there = isolated.path("services").path(service.getKey());
            if (there.isMissingNode()) {
                lost.add("service " + service.getKey());
            }
            lostKeys(
                    service.getKey() + ".depends_on",
                    dependencies(service.getValue(), original.path("services")),
                    there.path("depends_on"),
                    lost);
            for (String section : List.of("environment", "networks", "healthcheck", "deploy")) {
                lostKeys(service.getKey() + "." + section, service.getValue().path(section), there.path(section), lost);
            }
            for (String list : List.of("volumes", "ports", "secrets", "configs")) {
                int before = service.getValue().path(list).size();
                if (there.path(list).size() != before) {
                    lost.add("%s.%s: %s of %s"
                            .formatted(service.getKey(), list, there.path(list).size(), before));
                }
            }
        });
        for (String section : List.of("networks", "volumes", "configs", "secrets")) {
            lostKeys(section, original.path(section), isolated.path(section), lost);
        }
        return lost;
    }

    /** Without those that need not be there and are not, because their profile is not active. */
    private static JsonNode dependencies(JsonNode service, JsonNode services) {
        ObjectNode dependencies = JsonNodeFactory.instance.objectNode();
        service.path("depends_on").properties().forEach(dependency -> {
            if (services.has(dependency.getKey())
                    || dependency.getValue().path("required").asBoolean(true)) {
                dependencies.set(dependency.getKey(), dependency.getValue());
            }
        });
        return dependencies;
    }

    private static void lostKeys(String where, JsonNode before, JsonNode after, List<String> lost) {
        before.fieldNames().forEachRemaining(key -> {
            if (!after.has(key)) {
                lost.add(where + "." + key);
            }
        });
    }
}
