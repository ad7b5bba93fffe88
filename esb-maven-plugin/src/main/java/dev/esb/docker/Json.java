package dev.esb.docker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.EsbException;
import dev.esb.TreeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the JSON that the {@code docker} command prints. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    static JsonNode object(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return TreeReader.read(parser);
        } catch (JsonProcessingException e) {
            throw noJson(text, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the elements of a JSON array, the form in which {@code docker inspect} prints objects. */
    static Stream<JsonNode> array(String text) {
        return StreamSupport.stream(object(text).spliterator(), false);
    }

    /** Reads one JSON object from each line, the form in which {@code --format '{{json .}}'} prints lists. */
    static List<JsonNode> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).map(Json::object).toList();
    }

    /** As {@link #lines}, for objects with nothing but texts. */
    static List<Map<String, String>> texts(String text) {
        return text.lines().filter(line -> !line.isBlank()).map(Json::textsOf).toList();
    }

    private static Map<String, String> textsOf(String line) {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = FACTORY.createParser(line)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    texts.put(parser.currentName(), parser.getText());
                }
            }
            return texts;
        } catch (JsonProcessingException e) {
            throw noJson(line, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(element -> values.add(element.asText()));
        return values;
    }

    private static EsbException noJson(String text, JsonProcessingException e) {
        return new EsbException(
                "The 'docker' command printed something that is not JSON: '%s'. Find out whether a wrapper script or a plugin"
                                .formatted(text.lines().findFirst().orElse(""))
                        + " of it writes to its output.",
                e);
    }
}
