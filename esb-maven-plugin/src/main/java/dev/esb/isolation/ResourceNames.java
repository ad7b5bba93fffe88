package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Names of networks, volumes, configs and secrets, of which an engine has each only once. */
final class ResourceNames {
    private ResourceNames() {}

    /** Gives a resource the name that it would have had without a {@code name} of its own. */
    static void scope(Isolation isolation, String kind, String key, ObjectNode resource) {
        String scoped = isolation.project() + "_" + key;
        String written = resource.path("name").asText(scoped);
        resource.put("name", scoped);
        if (!written.equals(scoped)) {
            isolation.changed(kind + " " + key, "name", "'%s' became '%s'".formatted(written, scoped));
        }
    }

    static boolean isExternal(ObjectNode resource) {
        return resource.path("external").asBoolean();
    }

    /** Says that somebody else made a resource, and everybody uses it. */
    static void reportExternal(Isolation isolation, String kind, String key, ObjectNode resource) {
        isolation.shared(
                kind + " " + key,
                "external",
                "'%s' is made outside the stack and used by every environment"
                        .formatted(resource.path("name").asText(key)),
                "let the stack make it: remove external and name");
    }
}
