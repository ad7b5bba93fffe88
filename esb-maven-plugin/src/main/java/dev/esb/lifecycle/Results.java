package dev.esb.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.esb.environment.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The properties that tests and scripts get from an environment.
 *
 * @param properties the values by name, such as {@code esb.port.gateway.443}, in the order in which they are written
 */
public record Results(Map<String, String> properties) {
    /** How the names of properties with ports begin. */
    static final String PORT = "esb.port.";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The properties as environment variables, named like {@code ESB_PORT_GATEWAY_443}. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        properties.forEach((name, value) -> variables.put(variable(name), value));
        return variables;
    }

    /** The variable of a property. Different properties can have the same: {@link PortNames} sees to it that those of ports have not. */
    static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Writes {@code env.properties}, {@code env.json} and {@code .env} into a directory. Other users cannot read them. */
    void write(Path directory) throws IOException {
        PrivateFiles.write(directory.resolve("env.properties"), propertiesText());
        PrivateFiles.write(directory.resolve("env.json"), json());
        PrivateFiles.write(directory.resolve(".env"), dotEnv());
    }

    private String propertiesText() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> property : properties.entrySet()) {
            // Each property by itself: Properties escapes names and values, but loses their order and adds a date. In
            // bytes, where it escapes all but ASCII: Java reads such files as ISO 8859-1 or, as a resource bundle,
            // UTF-8.
            Properties single = new Properties();
            single.setProperty(property.getKey(), property.getValue());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            single.store(bytes, null);
            bytes.toString(StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    private String json() throws JsonProcessingException {
        return JSON.writeValueAsString(properties) + "\n";
    }

    /** Each value in single quotes, in which a shell and Compose read it alike. */
    private String dotEnv() {
        StringBuilder text = new StringBuilder();
        variables()
                .forEach((name, value) -> text.append(name)
                        .append("='")
                        .append(value.replace("'", "'\\''"))
                        .append("'\n"));
        return text.toString();
    }
}
