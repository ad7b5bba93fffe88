package dev.esb.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.esb.environment.PortRequest;
import dev.esb.environment.Requests;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StackPortsTest {

    @Test
    void findTheVariablesBehindTwinsOfOneTarget() throws JsonProcessingException {
        JsonNode model = web("{'target': 80, 'published': '9090'}, {'target': 80, 'published': '8080'}");
        JsonNode raw = web("'${B:-9090}:80', '${A:-8080}:80'");

        assertThat(variables(model, raw)).containsExactly(Optional.of("B"), Optional.of("A"));
    }

    @Test
    void findTheVariableBehindTheRightProtocol() throws JsonProcessingException {
        JsonNode model = web(
                "{'target': 53, 'published': '53', 'protocol': 'tcp'}, {'target': 53, 'published': '54', 'protocol': 'udp'}");
        JsonNode raw = web("'53:53', '${DNS:-54}:53/udp'");

        assertThat(variables(model, raw)).containsExactly(Optional.empty(), Optional.of("DNS"));
    }

    @Test
    void findTheVariableThatIsAlsoTheTarget() throws JsonProcessingException {
        JsonNode model = web("{'target': 443, 'published': '443'}, {'target': 8080, 'published': '8080'}");

        assertThat(variables(model, web("'443:443', '${PORT:-8080}:${PORT:-8080}'")))
                .containsExactly(Optional.empty(), Optional.of("PORT"));
    }

    @Test
    void findTheVariableOfEachEntryThatIsAllVariables() throws JsonProcessingException {
        JsonNode model = web("{'target': 30303, 'published': '30303', 'protocol': 'tcp'},"
                + " {'target': 30303, 'published': '30303', 'protocol': 'udp'},"
                + " {'target': 30304, 'published': '30304', 'protocol': 'udp'}");
        JsonNode raw =
                web("'${P:-30303}:${P:-30303}/tcp', '${P:-30303}:${P:-30303}/udp', '${Q:-30304}:${Q:-30304}/udp'");

        assertThat(variables(model, raw)).containsExactly(Optional.of("P"), Optional.of("P"), Optional.of("Q"));
    }

    @Test
    void standWithoutVariablesWhereNothingWrittenIsKnown() throws JsonProcessingException {
        JsonNode model = web("{'target': 80, 'published': '8000-8005'}");

        assertThat(StackPorts.of(model, new ObjectMapper().createObjectNode()))
                .containsExactly(Requests.range("web", 8000, 6, 80));
    }

    private static List<Optional<String>> variables(JsonNode model, JsonNode raw) {
        return StackPorts.of(model, raw).stream().map(PortRequest::variable).toList();
    }

    private static JsonNode web(String ports) throws JsonProcessingException {
        return new ObjectMapper()
                .readTree("{'services': {'web': {'ports': [%s]}}}"
                        .formatted(ports)
                        .replace('\'', '"'));
    }
}
