package dev.esb.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ports that a stack publishes: what they become, and which variables they come from. */
final class WrittenPorts {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)");
    private static final String COLON = ":(?![^{]*})";

    private final JsonNode written;
    private final Map<String, String> published = new HashMap<>();
    private final Set<String> onlyPublished = new HashSet<>();

    /**
     * @param written the stack with its author's values
     * @param raw the stack with its variables
     */
    WrittenPorts(JsonNode written, JsonNode raw, JsonNode isolated) {
        this.written = written;
        Set<String> targets = new HashSet<>();
        written.path("services").properties().forEach(service -> {
            JsonNode before = service.getValue().path("ports");
            JsonNode after = isolated.path("services").path(service.getKey()).path("ports");
            for (int i = 0; i < before.size(); i++) {
                published.putIfAbsent(
                        before.path(i).path("published").asText(),
                        after.path(i).path("published").asText());
            }
            raw.path("services").path(service.getKey()).path("ports").forEach(port -> {
                onlyPublished.addAll(variables(published(port)));
                targets.addAll(variables(target(port)));
            });
        });
        onlyPublished.removeAll(targets);
    }

    private static String published(JsonNode port) {
        String[] parts = port.asText().split(COLON);
        return port.isObject() ? port.path("published").asText() : parts.length > 1 ? parts[parts.length - 2] : "";
    }

    private static String target(JsonNode port) {
        String[] parts = port.asText().split(COLON);
        return port.isObject() ? port.path("target").asText() : parts[parts.length - 1];
    }

    /** Whether a port of the host in the file became the other one in the environment. */
    boolean became(String before, String after) {
        return after.equals(published.get(before));
    }

    /** Whether a text comes from variables that say on which port of the host something is published, and on none of a container. */
    boolean isOnlyPublished(String source) {
        return !variables(source).isEmpty() && onlyPublished.containsAll(variables(source));
    }

    /** Whether the container of the service, or the one whose network it uses, has a port of that number. */
    boolean isInContainer(String service, String number) {
        String mode =
                written.path("services").path(service).path("network_mode").asText();
        String owner = mode.startsWith("service:") ? mode.substring("service:".length()) : service;
        return written.path("services")
                        .path(owner)
                        .path("ports")
                        .findValuesAsText("target")
                        .contains(number)
                || written.path("services")
                        .path(service)
                        .path("ports")
                        .findValuesAsText("target")
                        .contains(number);
    }

    static Set<String> variables(String text) {
        Set<String> names = new HashSet<>();
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            names.add(variable.group(1));
        }
        return names;
    }
}
