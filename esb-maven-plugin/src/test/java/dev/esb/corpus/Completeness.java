package dev.esb.corpus;

import com.fasterxml.jackson.databind.JsonNode;
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
            for (String section : List.of("depends_on", "environment", "networks", "healthcheck", "deploy")) {
                lostKeys(service.getKey() + "." + section, service.getValue().path(section), there.path(section), lost);
            }
            for (String list : List.of("volumes", "ports", "secrets", "configs")) {
                int before = service.getValue().path(list).size();
                if (there.path(list).size() != before) {
                    lost.add("%s.%s: %d of %d"
                            .formatted(service.getKey(), list, there.path(list).size(), before));
                }
            }
        });
        for (String section : List.of("networks", "volumes", "configs", "secrets")) {
            lostKeys(section, original.path(section), isolated.path(section), lost);
        }
        return lost;
    }

    private static void lostKeys(String where, JsonNode before, JsonNode after, List<String> lost) {
        before.fieldNames().forEachRemaining(key -> {
            if (!after.has(key)) {
                lost.add(where + "." + key);
            }
        });
    }
}
