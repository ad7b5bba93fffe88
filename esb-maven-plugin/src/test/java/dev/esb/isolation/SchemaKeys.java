package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys that a JSON schema has, each with those above it: {@code services.*.ports.published}. A name that the author of a file
 * chooses is {@code *}; elements of lists add nothing to the path.
 */
final class SchemaKeys {
    private final JsonNode schema;
    private final Set<String> keys = new TreeSet<>();

    private SchemaKeys(JsonNode schema) {
        this.schema = schema;
    }

    static Set<String> of(JsonNode schema) {
        SchemaKeys all = new SchemaKeys(schema);
        all.walk(schema, "", Set.of());
        return all.keys;
    }

    /** @param references those that lead to this node; a definition may contain itself */
    private void walk(JsonNode node, String path, Set<String> references) {
        String reference = node.path("$ref").asText();
        if (!reference.isEmpty()) {
            if (!references.contains(reference)) {
                Set<String> further = new HashSet<>(references);
                further.add(reference);
                walk(definition(reference), path, further);
            }
            return;
        }
        node.path("properties").properties().forEach(property -> {
            String key = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            keys.add(key);
            walk(property.getValue(), key, references);
        });
        node.path("patternProperties").properties().stream()
                // Extensions, of which Compose takes no notice.
                .filter(pattern -> !pattern.getKey().equals("^x-"))
                .forEach(pattern -> walk(pattern.getValue(), path + ".*", references));
        for (String named : List.of("additionalProperties", "items")) {
            // True and false say of additional properties whether there can be any.
            if (node.path(named).isObject()) {
                walk(node.path(named), named.equals("items") ? path : path + ".*", references);
            }
        }
        for (String combination : List.of("oneOf", "anyOf", "allOf")) {
            node.path(combination).forEach(part -> walk(part, path, references));
        }
    }

    private JsonNode definition(String reference) {
        JsonNode definition = schema.at(reference.replaceFirst("^#", ""));
        if (definition.isMissingNode()) {
            throw new IllegalArgumentException("no " + reference + " in the schema");
        }
        return definition;
    }
}
