package dev.esb.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.ServiceState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the services of a stack lack to be ready.
 *
 * @param byService what each service lacks that is not ready, in a few words, in the order of the stack
 */
record Lacking(Map<String, String> byService) {

    boolean isNothing() {
        return byService.isEmpty();
    }

    /** What each service of the stack does: it waits for what it lacks, or is ready. */
    Map<String, ServiceState> states(JsonNode model) {
        Map<String, ServiceState> states = new LinkedHashMap<>();
        model.path("services").fieldNames().forEachRemaining(service -> {
            String missing = byService.get(service);
            states.put(
                    service,
                    missing == null
                            ? ServiceState.of(ServiceState.Kind.READY)
                            : ServiceState.of(ServiceState.Kind.WAITING, missing));
        });
        return states;
    }

    /** {@code web (port 80 does not answer), db (not healthy yet)}. */
    @Override
    public String toString() {
        return byService.entrySet().stream()
                .map(service -> "%s (%s)".formatted(service.getKey(), service.getValue()))
                .collect(Collectors.joining(", "));
    }
}
