package dev.esb.start;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network or volume that the stack takes for granted ({@code external}), and that is not on the engine.
 *
 * @param kind {@code network} or {@code volume}
 * @param key its key in the Compose file
 * @param name its name on the engine
 */
record MissingExternal(String kind, String key, String name) {
    // Compose 2.26: "network shop not found", since 2.40: "network shop declared as external, but could not be found"
    private static final Pattern WORDS = Pattern.compile(
            "network (\\S+) (?:not found|declared as external, but could not be found).*|external volume \"(.*?)\" not found.*");

    /**
     * Finds it in the words of Compose.
     *
     * @return empty where they say something else
     */
    static Optional<MissingExternal> in(String words, JsonNode model) {
        Matcher matcher = WORDS.matcher(words);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String kind = matcher.group(1) != null ? "network" : "volume";
        String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        return model.path(kind + "s").properties().stream()
                .filter(entry -> entry.getValue().path("external").asBoolean())
                .filter(entry ->
                        entry.getValue().path("name").asText(entry.getKey()).equals(name))
                .map(Map.Entry::getKey)
                .map(key -> new MissingExternal(kind, key, name))
                .findFirst();
    }

    /** What is missing, and what to do. */
    String text() {
        return "the %s '%s' is 'external' in the stack, and not on the engine. Create it with 'docker %s create %s', or give each environment but 'default' one of its own: -Desb.isolate=%s"
                .formatted(kind, name, kind, name, key);
    }
}
