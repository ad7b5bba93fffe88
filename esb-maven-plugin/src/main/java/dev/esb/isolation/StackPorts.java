package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.environment.PortRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads from a model which ports a stack publishes. */
public final class StackPorts {
    private StackPorts() {}

    /**
     * The published ports, in the order of the model.
     *
     * @param model the model with variables replaced
     * @param raw the model with its variables, from which the variable behind a port is read
     */
    public static List<PortRequest> of(JsonNode model, JsonNode raw) {
        List<PortRequest> requests = new ArrayList<>();
        model.path("services").properties().forEach(service -> {
            if (!publishes(service.getValue())) {
                return;
            }
            List<PortEntry> written = new ArrayList<>();
            raw.path("services")
                    .path(service.getKey())
                    .path("ports")
                    .forEach(entry -> written.add(PortEntry.of(entry)));
            List<JsonNode> ports = new ArrayList<>();
            service.getValue().path("ports").forEach(ports::add);
            boolean isOneToOne = isOneToOne(ports, written);
            int replicas = Math.max(1, Replicas.of(service.getValue()));
            for (int i = 0; i < ports.size(); i++) {
                JsonNode port = ports.get(i);
                Optional<PortEntry> entry = isOneToOne ? Optional.of(written.get(i)) : take(port, written);
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
     * Whether the engine publishes the service's ports. With {@code network_mode: host} it ignores them (<a
     * href="https://docs.docker.com/engine/network/drivers/host/">Docker: host network driver</a>).
     */
    static boolean publishes(JsonNode service) {
        return !service.path("network_mode").asText().equals("host");
    }

    /** Whether each port comes from the entry with the same index. Where an entry is a range, Compose makes several ports of it. */
    private static boolean isOneToOne(List<JsonNode> ports, List<PortEntry> written) {
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
        // Each container of the service needs a port. Of a range, the engine gives each container a free one.
        count = Math.max(count, replicas);
        return new PortRequest(
                service, target(port), protocol(port), port.path("host_ip").asText(), first, count, variable);
    }

    /**
     * Finds the entry from which Compose read a port. An entry for a single port is removed, so that an equal one, for another address of
     * the host, is found for the next port.
     */
    private static Optional<PortEntry> take(JsonNode port, List<PortEntry> written) {
        Optional<PortEntry> entry = entry(target(port), protocol(port), written);
        entry.filter(found -> !found.target().contains("-")).ifPresent(written::remove);
        return entry;
    }

    /**
     * An entry with the port's number comes before one with a variable, which may have any value. Entries are in the order of the ports, so
     * of several the first is most likely the right one.
     */
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
