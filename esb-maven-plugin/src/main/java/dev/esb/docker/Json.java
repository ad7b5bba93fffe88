package dev.esb.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.esb.EsbException;
import java.util.ArrayList;
import java.util.List;

/** Reads the JSON that the {@code docker} command prints. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static JsonNode object(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new EsbException(
                    "The 'docker' command printed something that is not JSON: '%s'. Find out whether a wrapper script or a plugin"
                                    .formatted(text.lines().findFirst().orElse(""))
                            + " of it writes to its output.",
                    e);
        }
    }

    /** Reads one JSON object from each line, the form in which {@code --format '{{json .}}'} prints lists. */
    static List<JsonNode> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).map(Json::object).toList();
    }

    static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(element -> values.add(element.asText()));
        return values;
    }
}
