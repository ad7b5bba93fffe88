package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Names of networks, volumes, configs and secrets, of which an engine has each only once. */
final class ResourceNames {
    private ResourceNames() {}

    /**
     * Scopes a resource, leaves it to all environments, or takes it for this one, as the file and the user have it.
     *
     * @param shared told of the name of a resource that the stack made by itself and that the user wants shared
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

    /** Gives a resource the name that it would have had without a {@code name} of its own. */
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

    /** To Compose it becomes external, so that no environment takes it away from the others. */
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
