package dev.esb.mention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** The texts of a service from which a program can take a port, side by side in two models that differ only in the values of variables. */
public final class ServiceTexts {
    private static final List<String> SECTIONS = List.of(
            "environment",
            "command",
            "entrypoint",
            "healthcheck",
            "labels",
            "annotations",
            "build/args",
            "deploy/labels",
            "logging/options",
            "provider/options",
            "post_start",
            "pre_stop");

    private ServiceTexts() {}

    /** Decides what a text becomes. */
    @FunctionalInterface
    public interface Operator {
        /**
         * @param text empty where the model has no value, as for a variable that is only named and not set
         * @param moved the text in the other model
         */
        String apply(TextPlace place, String text, String moved);
    }

    /** Replaces the texts of a service. */
    public static void replace(String name, ObjectNode service, JsonNode moved, Operator operator) {
        for (String section : SECTIONS) {
            String pointer = "/" + section;
            String first = section.split("/")[0];
            replaceIn(new TextPlace(name, first, "", ""), service.at(pointer), moved.at(pointer), operator);
        }
    }

    /** Replaces the texts inside an object or array. */
    static void replaceIn(TextPlace place, JsonNode value, JsonNode moved, Operator operator) {
        if (value instanceof ObjectNode object) {
            // A copy, since the loop changes the object.
            for (var entry : List.copyOf(object.properties())) {
                String key = entry.getKey();
                TextPlace inside = new TextPlace(place.subject(), place.section(), key, "");
                object.set(key, replaced(inside, object.get(key), moved.path(key), operator));
            }
        } else if (value instanceof ArrayNode array) {
            String before = "";
            for (int i = 0; i < array.size(); i++) {
                TextPlace inside = new TextPlace(place.subject(), place.section(), place.name(), before);
                before = array.get(i).asText();
                array.set(i, replaced(inside, array.get(i), moved.path(i), operator));
            }
        }
    }

    private static JsonNode replaced(TextPlace place, JsonNode value, JsonNode moved, Operator operator) {
        if (value.isContainerNode()) {
            replaceIn(place, value, moved, operator);
            return value;
        }
        if (!value.isTextual() && !moved.isTextual()) {
            return value;
        }
        String text = value.isTextual() ? value.asText() : "";
        String result = operator.apply(place, text, moved.isTextual() ? moved.asText() : text);
        return result.equals(text) ? value : TextNode.valueOf(result);
    }
}
