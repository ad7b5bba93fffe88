package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.environment.PortRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads which ports a stack publishes. */
public final class StackPorts {
    private static final Set<String> PORTS = Set.of("ports", "expose", "env_file");

    private StackPorts() {}

    /**
     * The published ports, in the order of the model.
     *
     * @param model the model with variables replaced
     * @param raw the model as it was written, from which the variable behind a port is read
     */
    public static List<PortRequest> of(JsonNode model, JsonNode raw) {
        List<PortRequest> requests = new ArrayList<>();
        model.path("services").properties().forEach(service -> {
            if (!publishes(service.getValue())) {
                return;
            }
            JsonNode rawService = raw.path("services").path(service.getKey());
            List<PortEntry> written = new ArrayList<>();
            rawService
                    .path("ports")
                    .forEach(entry -> written.add(withoutVariableUnknownToContainer(PortEntry.of(entry), rawService)));
            List<JsonNode> ports = new ArrayList<>();
            service.getValue().path("ports").forEach(ports::add);
            boolean isInStep = isInStep(ports, written);
            int replicas = Math.max(1, Replicas.of(service.getValue()));
            for (int i = 0; i < ports.size(); i++) {
                JsonNode port = ports.get(i);
                Optional<PortEntry> entry = isInStep ? Optional.of(written.get(i)) : take(port, written);
                requests.add(request(
                        service.getKey(),
                        port,
                        replicas,
                        entry.flatMap(found -> VariableReference.only(found.published()))));
            }
        });
        return requests;
    }

    /**
     * A variable on both sides, as in {@code ${PORT:-6379}:${PORT:-6379}}, moves the port inside the container, too. That is well where
     * the container is told of it, in its environment or command, say; where it is not, it listens where it always did, and the variable
     * has to stay as it is.
     */
    private static PortEntry withoutVariableUnknownToContainer(PortEntry port, JsonNode service) {
        Optional<String> variable = VariableReference.only(port.published());
        if (variable.isEmpty() || !VariableReference.isIn(port.target(), variable.get())) {
            return port;
        }
        for (var setting : service.properties()) {
            if (!PORTS.contains(setting.getKey())
                    && VariableReference.isIn(setting.getValue().toString(), variable.get())) {
                return port;
            }
        }
        return new PortEntry("", port.target(), port.protocol());
    }

    /** On the host's network there is nothing to publish, and the engine discards what is written. */
    static boolean publishes(JsonNode service) {
        return !service.path("network_mode").asText().equals("host");
    }

    /** Whether each port comes from the entry at its place, as it does unless an entry is a range. */
    private static boolean isInStep(List<JsonNode> ports, List<PortEntry> written) {
        return ports.size() == written.size()
                && IntStream.range(0, ports.size())
                        .allMatch(i -> written.get(i).covers(target(ports.get(i)), protocol(ports.get(i))));
    }

    private static int target(JsonNode port) {
        return port.path("target").asInt();
    }

    static String protocol(JsonNode port) {
        return port.path("protocol").asText("tcp");
    }

    private static PortRequest request(String service, JsonNode port, int replicas, Optional<String> variable) {
        String[] range = port.path("published").asText("0").split("-", 2);
        int first = range[0].isEmpty() ? 0 : Integer.parseInt(range[0]);
        int count = range.length == 1 ? 1 : Integer.parseInt(range[1]) - first + 1;
        // Each container of the service needs one; written as a range, the engine deals them out.
        count = Math.max(count, replicas);
        return new PortRequest(
                service, target(port), protocol(port), port.path("host_ip").asText(), first, count, variable);
    }

    /** An entry for one port answers for one port; taking it out leaves the next one to its twin on another address. */
    private static Optional<PortEntry> take(JsonNode port, List<PortEntry> written) {
        Optional<PortEntry> entry = entry(target(port), protocol(port), written);
        entry.filter(found -> !found.target().contains("-")).ifPresent(written::remove);
        return entry;
    }

    /** One that says the port comes before one that may mean it. Entries are in the order of the ports, so it is mostly the first. */
    private static Optional<PortEntry> entry(int target, String protocol, List<PortEntry> written) {
        Optional<PortEntry> possible = Optional.empty();
        for (PortEntry candidate : written) {
            if (candidate.covers(target, protocol)) {
                if (!candidate.target().contains("$")) {
                    return Optional.of(candidate);
                }
                possible = possible.or(() -> Optional.of(candidate));
            }
        }
        return possible;
    }
}
