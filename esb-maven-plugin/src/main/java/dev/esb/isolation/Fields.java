package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Keys of objects and elements of arrays. */
final class Fields {
    private Fields() {}

    /** The keys in their order, as a copy that stays as it is while the object is changed; none where it is no object. */
    static List<String> of(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The elements of an array, as texts. */
    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
