package dev.esb.docker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A container on networks that were asked for, as {@code docker ps} lists it.
 *
 * @param networks the names of all networks that it is on, also while it does not run; empty where the engine does not list them
 * @param project its Compose project; empty for none
 * @param service its service in the Compose file; empty for none
 * @param directory the working directory of its Compose project; empty for none
 * @param labels the labels that were asked for; an absent one is empty
 */
public record NetworkMember(
        String name,
        List<String> networks,
        String project,
        String service,
        String directory,
        Map<String, String> labels) {
    static final List<String> LABELS =
            List.of(ComposeLabels.PROJECT, ComposeLabels.SERVICE, ComposeLabels.WORKING_DIRECTORY);

    static NetworkMember of(Map<String, String> fields, List<String> labels) {
        Map<String, String> values = new HashMap<>();
        labels.forEach(label -> values.put(label, fields.getOrDefault(label, "")));
        String networks = fields.getOrDefault("networks", "");
        return new NetworkMember(
                ContainerSummary.ownName(fields.getOrDefault("name", "")),
                networks.isEmpty() ? List.of() : List.of(networks.split(",")),
                fields.getOrDefault(ComposeLabels.PROJECT, ""),
                fields.getOrDefault(ComposeLabels.SERVICE, ""),
                fields.getOrDefault(ComposeLabels.WORKING_DIRECTORY, ""),
                Map.copyOf(values));
    }

    /** Whether it is on the network with this name. One of which the engine does not say is on each that was asked for. */
    public boolean isOn(String network) {
        return networks.isEmpty() || networks.contains(network);
    }
}
