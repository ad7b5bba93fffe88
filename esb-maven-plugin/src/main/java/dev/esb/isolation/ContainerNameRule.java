package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code container_name}, of which an engine has each only once.
 *
 * <p>It goes, and comes back as an alias on each of the service's networks, because a container's name is also a host name
 * there. What refers to the container refers to the service instead.
 */
final class ContainerNameRule implements Rule {
    private static final String PREFIX = "container:";

    @Override
    public void apply(IsolationContext context) {
        Map<String, String> services = new LinkedHashMap<>();
        context.forEachService((name, service) -> {
            if (service.hasNonNull("container_name")) {
                String containerName = service.remove("container_name").asText();
                services.put(containerName, name);
                boolean aliased = addAlias(service, containerName);
                context.changed(
                        name,
                        "container_name",
                        containerName,
                        aliased
                                ? "'%s' became an alias on the service's networks".formatted(containerName)
                                : "'%s' is left out".formatted(containerName));
            }
        });
        context.forEachService((name, service) -> {
            for (String namespace : List.of("network_mode", "pid", "ipc")) {
                turnToService(context, name, service, namespace, services);
            }
            turnVolumesFrom(context, name, service, services);
            turnExternalLinks(context, name, service, services);
        });
    }

    /** Whether there is a network to have the alias on. */
    private static boolean addAlias(ObjectNode service, String alias) {
        if (!(service.get("networks") instanceof ObjectNode networks) || networks.isEmpty()) {
            return false;
        }
        for (String network : Fields.of(networks)) {
            ObjectNode settings =
                    networks.get(network) instanceof ObjectNode present ? present : networks.putObject(network);
            ArrayNode aliases = settings.withArray("aliases");
            if (!Fields.texts(aliases).contains(alias)) {
                aliases.add(alias);
            }
        }
        return true;
    }

    private static void turnToService(
            IsolationContext context, String name, ObjectNode service, String namespace, Map<String, String> services) {
        String value = service.path(namespace).asText();
        if (value.startsWith(PREFIX)) {
            String container = value.substring(PREFIX.length());
            if (services.containsKey(container)) {
                service.put(namespace, "service:" + services.get(container));
            } else {
                context.shared(
                        name,
                        namespace,
                        container,
                        "joins the container '%s', which is not of this stack".formatted(container),
                        "name a service of the stack: %s: service:NAME".formatted(namespace));
            }
        }
    }

    private static void turnVolumesFrom(
            IsolationContext context, String name, ObjectNode service, Map<String, String> services) {
        if (service.get("volumes_from") instanceof ArrayNode entries) {
            for (int i = 0; i < entries.size(); i++) {
                String entry = entries.get(i).asText();
                if (entry.startsWith(PREFIX)) {
                    String[] parts = entry.substring(PREFIX.length()).split(":", 2);
                    if (services.containsKey(parts[0])) {
                        entries.set(i, services.get(parts[0]) + (parts.length == 2 ? ":" + parts[1] : ""));
                    } else {
                        context.shared(
                                name,
                                "volumes_from",
                                parts[0],
                                "uses the volumes of the container '%s', which is not of this stack"
                                        .formatted(parts[0]),
                                "name a service of the stack");
                    }
                }
            }
        }
    }

    /** Not to {@code links}, which make one service start after the other, and can make a circle of it. */
    private static void turnExternalLinks(
            IsolationContext context, String name, ObjectNode service, Map<String, String> services) {
        if (service.get("external_links") instanceof ArrayNode entries) {
            ArrayNode foreign = entries.arrayNode();
            for (JsonNode entry : entries) {
                String[] parts = entry.asText().split(":", 2);
                if (services.containsKey(parts[0])) {
                    addAlias(context.service(services.get(parts[0])), parts[parts.length - 1]);
                } else {
                    foreign.add(entry);
                    context.shared(
                            name,
                            "external_links",
                            parts[0],
                            "'%s' is not of this stack".formatted(parts[0]),
                            "make it a service of the stack");
                }
            }
            service.set("external_links", foreign);
            if (foreign.isEmpty()) {
                service.remove("external_links");
            }
        }
    }
}
