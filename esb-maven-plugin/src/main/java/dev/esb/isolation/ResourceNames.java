package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Names of networks, volumes, configs and secrets: an engine can have only one resource of a kind with a name. */
final class ResourceNames {
    private ResourceNames() {}

    /**
     * Gives a resource the environment's own name, unless the file or the user has it shared.
     *
     * @param kind what findings call the resource, such as {@code network}
     * @param key its key in the file
     * @param shared receives the name of a resource that the stack would create and the user shares among all environments
     */
    static void apply(IsolationContext context, String kind, String key, ObjectNode resource, Set<String> shared) {
        boolean external = resource.path("external").asBoolean();
        if (context.options().shares(key) && !external) {
            shared.add(share(context, kind, key, resource));
        } else if (external && !context.options().isolates(key)) {
            reportExternal(context, kind, key, resource);
        } else {
            resource.remove("external");
            scope(context, kind, key, resource);
        }
    }

    /** Sets the name that Compose would use if the file had no {@code name} for the resource. */
    private static void scope(IsolationContext context, String kind, String key, ObjectNode resource) {
        String scoped = context.project() + "_" + key;
        String written = resource.path("name").asText(scoped);
        resource.put("name", scoped);
        if (!written.equals(scoped)) {
            context.changed(kind + " " + key, "name", written, "'%s' became '%s'".formatted(written, scoped));
        }
    }

    private static void reportExternal(IsolationContext context, String kind, String key, ObjectNode resource) {
        String name = resource.path("name").asText(key);
        context.shared(
                kind + " " + key,
                "external",
                name,
                "'%s' is made outside the stack and used by every environment".formatted(name),
                "let the stack make it (remove external), or name '%s' in esb.isolate".formatted(key));
    }

    /** In the rendered file it is external, so that {@code docker compose down} of one environment does not remove it from the others. */
    private static String share(IsolationContext context, String kind, String key, ObjectNode resource) {
        String scoped = context.project() + "_" + key;
        String written = resource.path("name").asText(scoped);
        String name = written.equals(scoped) ? "esb-shared_" + key : written;
        resource.removeAll();
        resource.put("name", name).put("external", true);
        context.shared(
                kind + " " + key,
                "name",
                name,
                "'%s' is used by every environment (esb.share)".formatted(name),
                "take '%s' out of esb.share".formatted(key));
        return name;
    }
}
