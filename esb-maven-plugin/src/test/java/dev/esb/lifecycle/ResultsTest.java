package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.esb.JsonSchema;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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
    void haveASchema() throws IOException {
        Results all = new Results(Map.of(
                "esb.env", "e2e-1",
                "esb.project", "esb-e2e-1-orders",
                "esb.slot", "7",
                "esb.host", "127.0.0.1",
                "esb.port.web.tcp.127.0.0.1.9000.80", "20272",
                "esb.port.gateway.https", "443",
                "esb.certs.ca", "/home/me/.esb/e2e-1/certs/ca.crt",
                "esb.certs.trustStore", "/home/me/.esb/e2e-1/certs/trust.p12",
                "esb.certs.trustStorePassword", "changeit"));
        all.write(directory);
        assertThat(JsonSchema.named("env").violations(Files.readString(directory.resolve("env.json"))))
                .isEmpty();

        new Results(Map.of("esb.env", "e2e-1", "esb.slots", "7")).write(directory);
        assertThat(JsonSchema.named("env").violations(Files.readString(directory.resolve("env.json"))))
                .anyMatch(violation -> violation.contains("esb.slots"))
                .anyMatch(violation -> violation.contains("esb.project"));
    }

    @Test
    void areVariablesForShells() throws IOException {
        new Results(properties).write(directory);

        assertThat(Files.readAllLines(directory.resolve(".env")))
                .contains("ESB_PORT_MY_GATEWAY_443='20272'", "ESB_CERTS_CA='/home/it'\\''s me/.esb/ca.crt'");
    }

    /** Old code of Java and Surefire read ISO 8859-1, new code UTF-8, and a user's name can have any letter. */
    @Test
    void areTheSamePropertiesInEveryCharset() throws IOException {
        new Results(Map.of("esb.certs.ca", "C:\\Users\\Jürgen 王\\.esb\\ca.crt")).write(directory);

        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            Properties read = new Properties();
            try (Reader reader = Files.newBufferedReader(directory.resolve("env.properties"), charset)) {
                read.load(reader);
            }
            assertThat(read).containsEntry("esb.certs.ca", "C:\\Users\\Jürgen 王\\.esb\\ca.crt");
        }
    }
}
