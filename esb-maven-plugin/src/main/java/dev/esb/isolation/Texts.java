package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.function.BinaryOperator;

/** The texts of a service that programs in its containers, or programs that read its labels, can take an address or a port from. */
final class Texts {
    private static final List<String> KEYS =
            List.of("environment", "command", "entrypoint", "labels", "healthcheck", "extra_hosts", "dns");

    private Texts() {}

    /** Replaces each text with the result of the operator, whose arguments are the key, such as {@code command}, and the text. */
    static void replace(ObjectNode service, BinaryOperator<String> operator) {
        for (String key : KEYS) {
            JsonNode value = service.get(key);
            if (value != null) {
                service.set(key, replaced(key, value, operator));
            }
        }
    }

    private static JsonNode replaced(String key, JsonNode value, BinaryOperator<String> operator) {
        if (value instanceof ObjectNode object) {
            Fields.of(object).forEach(name -> object.set(name, replaced(key, object.get(name), operator)));
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, replaced(key, array.get(i), operator));
            }
        } else if (value.isTextual()) {
            return TextNode.valueOf(operator.apply(key, value.asText()));
        }
        return value;
    }
}
