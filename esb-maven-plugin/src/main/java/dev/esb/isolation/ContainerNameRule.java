package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code container_name}: an engine can have only one container of a name.
 *
 * <p>The rule removes it and adds the name as an alias to each of the service's networks, because a container's name is also a host name
 * there. References to the container by its name become references to the service (<a
 * href="https://docs.docker.com/reference/compose-file/services/#container_name">Compose: container_name</a>).
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
                replaceNamespace(context, name, service, namespace, services);
            }
            replaceVolumesFrom(context, name, service, services);
            replaceExternalLinks(context, name, service, services);
        });
    }

    /** Adds a network alias, and returns whether the service has a network that can have one. */
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

    private static void replaceNamespace(
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

    private static void replaceVolumesFrom(
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

    /**
     * Replaces links to containers of the stack with network aliases. {@code links} would not do: Compose starts a service after the
     * ones that it links to, which can become a cycle.
     */
    private static void replaceExternalLinks(
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
