package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a container has from its service in the Compose file, as {@code docker inspect} prints it. All of it is there whether the container
 * runs or not.
 *
 * @param service its service in the Compose file
 * @param restart when the engine starts it again: {@code no}, {@code always}, {@code unless-stopped} or {@code on-failure}
 * @param labels its labels
 * @param tcpPorts its ports that are published for TCP, by number
 */
public record ContainerSettings(String service, String restart, Map<String, String> labels, List<Integer> tcpPorts) {
    private static final String TCP = "/tcp";

    static ContainerSettings of(JsonNode json) {
        Map<String, String> labels = new TreeMap<>();
        json.path("Config")
                .path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        List<Integer> ports = new ArrayList<>();
        json.path("HostConfig").path("PortBindings").fieldNames().forEachRemaining(port -> {
            if (port.endsWith(TCP)) {
                ports.add(Integer.parseInt(port.substring(0, port.length() - TCP.length())));
            }
        });
        String restart =
                json.path("HostConfig").path("RestartPolicy").path("Name").asText();
        return new ContainerSettings(
                labels.getOrDefault(ComposeLabels.SERVICE, ""),
                restart.isEmpty() ? "no" : restart,
                labels,
                ports.stream().sorted().toList());
    }
}
