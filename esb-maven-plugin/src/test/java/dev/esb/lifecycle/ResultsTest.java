package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @TempDir
    private Path directory;

    private final Map<String, String> properties = new LinkedHashMap<>(Map.of(
            "esb.env", "e2e-1", "esb.port.my-gateway.443", "20272", "esb.certs.ca", "/home/it's me/.esb/ca.crt"));

    @Test
    void arePropertiesThatJavaReads() throws IOException {
        new Results(properties).write(directory);

        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(directory.resolve("env.properties"))) {
            read.load(reader);
        }
        assertThat(Map.copyOf(read)).isEqualTo(properties);
    }

    @Test
    void areJson() throws IOException {
        new Results(properties).write(directory);

        Map<String, String> read = new ObjectMapper()
                .readValue(directory.resolve("env.json").toFile(), new TypeReference<Map<String, String>>() {});
        assertThat(read).isEqualTo(properties);
    }

    @Test
    void areVariablesForShells() throws IOException {
        new Results(properties).write(directory);

        assertThat(Files.readAllLines(directory.resolve(".env")))
                .contains("ESB_PORT_MY_GATEWAY_443='20272'", "ESB_CERTS_CA='/home/it'\\''s me/.esb/ca.crt'");
    }
}
