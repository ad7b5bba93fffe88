package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads the keys of JSON objects and the elements of JSON arrays. */
final class Fields {
    private Fields() {}

    /** The keys of an object in their order, as a copy, so that a loop over it may change the object; empty for any other node. */
    static List<String> of(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The elements of an array as texts; empty for any other value. */
    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
