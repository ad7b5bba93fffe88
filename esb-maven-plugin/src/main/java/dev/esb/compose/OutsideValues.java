package dev.esb.compose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Configs and secrets whose value is that of a variable ({@code environment: TOKEN}). Compose reads it from its process when it creates a
 * container, or builds an image, and the rendered file has the variable's name alone.
 */
public final class OutsideValues {
    private static final String KEY = "environment";

    private OutsideValues() {}

    /** The variables that the stack needs when it is brought up, as far as they are known here. */
    public static Map<String, String> of(JsonNode model, Map<String, String> known) {
        Map<String, String> values = new HashMap<>(known);
        Set<String> named = names(model, "configs");
        named.addAll(names(model, "secrets"));
        values.keySet().retainAll(named);
        return values;
    }

    /** The names of the variables that hold secrets. */
    public static Set<String> ofSecrets(JsonNode model) {
        return names(model, "secrets");
    }

    private static Set<String> names(JsonNode model, String section) {
        Set<String> names = new TreeSet<>();
        for (JsonNode entry : model.path(section)) {
            if (entry.path(KEY).isTextual()) {
                names.add(entry.path(KEY).asText());
            }
        }
        return names;
    }
}
