package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a container publishes, as {@code docker inspect} tells it. What {@code docker ps} tells is less where the engine is Podman: of ports that
 * follow one another only the first, and none that is published without an address.
 *
 * @param id the container's id
 * @param name the container's name
 * @param ports by the port of the container; empty while it does not run
 */
public record PublishedPorts(String id, String name, List<PortBinding> ports) {
    static PublishedPorts of(JsonNode json) {
        List<PortBinding> ports = new ArrayList<>();
        json.path("ports").properties().forEach(port -> {
            String[] target = port.getKey().split("/");
            for (JsonNode binding : port.getValue()) {
                ports.add(new PortBinding(
                        binding.path("HostIp").asText(),
                        binding.path("HostPort").asInt(),
                        Integer.parseInt(target[0]),
                        target[1]));
            }
        });
        ports.sort(Comparator.comparingInt(PortBinding::target));
        // The engine's names begin with a slash.
        return new PublishedPorts(
                json.path("id").asText(), json.path("name").asText().replaceFirst("^/", ""), ports);
    }

    /** Whether a port of the engine's host is one of them. */
    public boolean contains(int published) {
        return ports.stream().anyMatch(binding -> binding.published() == published);
    }
}
