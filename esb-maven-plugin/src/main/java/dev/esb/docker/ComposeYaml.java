package dev.esb.docker;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.esb.EsbException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Reads the YAML that Compose prints.
 *
 * <p>Compose puts texts in quotes that its own reader would take for something else. Jackson's reader takes more for numbers, such as
 * {@code ._1} and {@code 1e999}: a number is here what Compose would print for one.
 *
 * <p>Compose 2.26 leaves out the first line end of a text that begins with one.
 */
final class ComposeYaml {
    private static final YAMLFactory YAML = new YAMLFactory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d*)");
    private static final Pattern FLOAT = Pattern.compile("-?\\d+(\\.\\d+)?(e[+-]\\d+)?");

    private ComposeYaml() {}

    /** @throws EsbException when the text is not a mapping */
    static ObjectNode read(String text) {
        try (JsonParser parser = YAML.createParser(text)) {
            parser.nextToken();
            if (node(parser) instanceof ObjectNode mapping) {
                return mapping;
            }
        } catch (IOException e) {
            throw unreadable(text, e);
        }
        throw unreadable(text, null);
    }

    private static EsbException unreadable(String text, IOException cause) {
        return new EsbException(
                "'docker compose config --format yaml' printed something that is not a stack in YAML: '%s'. Find out whether a wrapper script or a plugin of the 'docker' command writes to its output."
                        .formatted(text.lines().findFirst().orElse("")),
                cause);
    }

    private static JsonNode node(JsonParser parser) throws IOException {
        if (parser.currentToken() == null) {
            return NODES.missingNode();
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            default -> NODES.textNode(parser.getText());
        };
    }

    private static ObjectNode object(JsonParser parser) throws IOException {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            object.set(name, node(parser));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (!parser.nextToken().isStructEnd()) {
            array.add(node(parser));
        }
        return array;
    }

    private static JsonNode number(String text) {
        if (INTEGER.matcher(text).matches()) {
            BigDecimal number = new BigDecimal(text);
            return number.precision() < 10
                    ? NODES.numberNode(number.intValueExact())
                    : NODES.numberNode(number.toBigIntegerExact());
        }
        double number = FLOAT.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        return Double.isFinite(number) ? NODES.numberNode(number) : NODES.textNode(text);
    }
}
