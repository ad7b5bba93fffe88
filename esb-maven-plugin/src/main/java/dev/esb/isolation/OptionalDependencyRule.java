package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * {@code depends_on} with {@code required: false} on a service whose profile is not active (<a
 * href="https://docs.docker.com/reference/compose-file/services/#depends_on">Compose: depends_on</a>).
 *
 * <p>Compose starts such a stack without the service, but {@code docker compose config} prints the dependency and not the service, and
 * Compose refuses to read that ("depends on undefined service"). The rule takes the dependency out, and links to the service with it,
 * which Compose does without, too. What it cannot start without the service, such as {@code volumes_from}, stays.
 */
final class OptionalDependencyRule implements Rule {
    @Override
    public void apply(IsolationContext context) {
        Set<String> present = new HashSet<>(Fields.of(context.model().path("services")));
        context.forEachService((name, service) -> {
            if (service.get("depends_on") instanceof ObjectNode dependencies) {
                Set<String> gone = removeMissing(dependencies, present);
                removeIfEmpty(service, "depends_on");
                removeLinks(service, gone);
            }
        });
    }

    private static Set<String> removeMissing(ObjectNode dependencies, Set<String> present) {
        Set<String> gone = new HashSet<>();
        for (String dependency : Fields.of(dependencies)) {
            boolean isRequired = dependencies.path(dependency).path("required").asBoolean(true);
            if (!isRequired && !present.contains(dependency)) {
                dependencies.remove(dependency);
                gone.add(dependency);
            }
        }
        return gone;
    }

    /** An entry is {@code SERVICE} or {@code SERVICE:ALIAS}. */
    private static void removeLinks(ObjectNode service, Set<String> gone) {
        if (!gone.isEmpty() && service.get("links") instanceof ArrayNode links) {
            Predicate<JsonNode> isGone = link -> gone.contains(link.asText().split(":", 2)[0]);
            List<JsonNode> kept = new ArrayList<>();
            links.forEach(link -> {
                if (!isGone.test(link)) {
                    kept.add(link);
                }
            });
            links.removeAll().addAll(kept);
            removeIfEmpty(service, "links");
        }
    }

    private static void removeIfEmpty(ObjectNode service, String key) {
        if (service.path(key).isEmpty()) {
            service.remove(key);
        }
    }
}
