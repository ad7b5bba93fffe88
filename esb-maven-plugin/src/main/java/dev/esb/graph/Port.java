package dev.esb.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.docker.PortBinding;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A port of a container that is published.
 *
 * @param address of the host; empty for the engine's default
 * @param published the port of the host, or {@code first-last}; empty where the engine chooses it
 */
record Port(String address, String published, int target, String protocol) {

    /** From a model. */
    static Port of(JsonNode entry) {
        return new Port(
                entry.path("host_ip").asText(),
                entry.path("published").asText().replaceFirst("^0$", ""),
                entry.path("target").asInt(),
                entry.path("protocol").asText("tcp"));
    }

    /** From the engine. */
    static Port of(PortBinding binding) {
        return new Port(
                binding.hostAddress(), String.valueOf(binding.published()), binding.target(), binding.protocol());
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("address", address);
        fields.put("published", published);
        fields.put("target", target);
        fields.put("protocol", protocol);
        return fields;
    }
}
