package dev.esb.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the corpus suite takes for a change inside a container: the oracle has to see each of them, or the suite shows nothing. */
class InsideTest {

    /** In each, {@code web} publishes 8080 as 8080 and 9000 as 90, {@code ${PORT}} as 70 and {@code ${BOTH}} on both sides. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    environment: {A: '8080'}                         | environment: {A: '20000'}
                    environment: {A: 'redis:8080'}                   | environment: {A: 'redis:20000'}
                    environment: {A: 'http://localhost:8080'}        | environment: {A: 'http://localhost:20000'}
                    environment: {A: '0.0.0.0:9000'}                 | environment: {A: '0.0.0.0:20001'}
                    environment: {A: 'http://localhost:9000'}        | environment: {A: 'http://localhost:20000'}
                    environment: {A: 'http://localhost:9000/a'}      | environment: {A: 'http://localhost:20001/b'}
                    environment: {A: a}                              | environment: {}
                    environment: {BOTH: '7001'}                      | environment: {BOTH: '20003'}
                    healthcheck: {test: [curl, 'localhost:9000']}    | healthcheck: {test: [curl, 'localhost:20001']}
                    command: [serve, '8080']                         | command: [serve, '20000']
                    command: [--at, 'localhost:8080']                | command: [--at, 'localhost:20000']
                    entrypoint: [serve]                              | entrypoint: [serve, more]
                    """)
    void reportsWhatNoRuleAllows(String before, String after) throws JsonProcessingException {
        assertThat(Inside.changed(written(before), RAW, isolated(after))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    environment: {A: '8080', B: c}                   | environment: {A: '8080', B: c}
                    environment: {A: 'http://localhost:9000'}        | environment: {A: 'http://localhost:20001'}
                    environment: {PUBLIC_URL: 'http://[::1]:8080'}   | environment: {PUBLIC_URL: 'http://[::1]:20000'}
                    environment: {A: 'host.docker.internal:8080'}    | environment: {A: 'host.docker.internal:20000'}
                    environment: {A: 'a:8080,localhost:9000'}        | environment: {A: 'a:8080,localhost:20001'}
                    environment: {PORT: '7000'}                      | environment: {PORT: '20002'}
                    environment: {A: 10.1.2.3}                       | environment: {A: 10.208.1.3}
                    command: [--advertise, 'localhost:8080']         | command: [--advertise, 'localhost:20000']
                    """)
    void acceptsPortsOfTheHost(String before, String after) throws JsonProcessingException {
        assertThat(Inside.changed(written(before), RAW, isolated(after))).isEmpty();
    }

    @Test
    void acceptsPortsOfTheHostInItsNetwork() throws JsonProcessingException {
        String host = "{services: {web: {network_mode: host, healthcheck: {test: 'nc localhost:%s'}},"
                + " db: {ports: [{target: 5432, published: '%s'}]}}}";

        assertThat(Inside.changed(yaml(host.formatted(5432, 5432)), yaml("{}"), yaml(host.formatted(20000, 20000))))
                .isEmpty();
    }

    private static final String PORTS = "ports: [{target: 8080, published: '%s'}, {target: 90, published: '%s'},"
            + " {target: 70, published: '%s'}, {target: 7001, published: '%s'}]";
    private static final JsonNode RAW = raw();

    private static JsonNode raw() {
        try {
            return yaml("{services: {web: {environment: ['PORT=${PORT}', 'BOTH=${BOTH}'],"
                    + " ports: ['8080:8080', '9000:90', '${PORT:-7000}:70', '${BOTH:-7001}:${BOTH:-7001}']}}}");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode written(String setting) throws JsonProcessingException {
        return yaml(PORTS.formatted(8080, 9000, 7000, 7001), setting);
    }

    private static JsonNode isolated(String setting) throws JsonProcessingException {
        return yaml(PORTS.formatted(20000, 20001, 20002, 20003), setting);
    }

    private static JsonNode yaml(String ports, String setting) throws JsonProcessingException {
        return yaml("{services: {web: {%s, %s}}}".formatted(ports, setting));
    }

    private static JsonNode yaml(String text) throws JsonProcessingException {
        return new YAMLMapper().readTree(text);
    }
}
