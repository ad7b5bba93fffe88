package dev.esb.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mount of the model as Compose prints it, the same as it was written, and what is to become of the first. */
class HostPathGuardsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // Compose 2
                "{'target': '/a', 'bind': {}};                                {'target': '/a', 'bind': {'create_host_path': false}}; false",
                "{'target': '/a', 'bind': {'create_host_path': true}};        {'target': '/a', 'bind': {'create_host_path': true}};  true",
                "{'target': '/a', 'bind': {'propagation': 'rslave'}};         {'target': '/a', 'bind': {'propagation': 'rslave'}};   ''",
                "{'target': '/a', 'bind': {}};                                {'target': '/a', 'bind': {}};                          ''",
                "{'target': '/a'};                                            {'target': '/a'};                                      ''",
                "{'target': '/a', 'bind': {}};                                {'target': '${A}', 'bind': {'create_host_path': false}}; false",
                "{'target': '/a', 'bind': {}}, {'target': '/b', 'bind': {'create_host_path': true}};"
                        + " {'target': '/a', 'bind': {'create_host_path': '${MAKE}'}}, {'target': '/b'}; false",
                // Compose 2 where it can read the stack only with variables replaced
                "{'target': '/a', 'bind': {}}, {'target': '/b', 'bind': {'create_host_path': true}}; ''; false",
                "{'target': '/a', 'bind': {'propagation': 'rslave'}}, {'target': '/b', 'bind': {'create_host_path': true}}; ''; ''",
                // Compose 5
                "{'target': '/a', 'bind': {'create_host_path': false}};       {'target': '/a', 'bind': {'create_host_path': false}}; false",
                "{'target': '/a', 'bind': {}};                                {'target': '/a', 'bind': {'create_host_path': true}};  ''",
                "{'target': '/a', 'bind': {}};                                {'target': '/a', 'bind': {'create_host_path': '${MAKE}'}}; ''",
                "{'target': '/a', 'bind': {}}, {'target': '/b', 'bind': {}};  ''; ''",
            })
    void restoresWhatTheAuthorHasForbidden(String model, String raw, String expected) throws JsonProcessingException {
        ObjectNode restored = stack(model);

        HostPathGuards.restore(restored, stack(raw));

        assertThat(restored.at("/services/web/volumes/0/bind/create_host_path").asText())
                .isEqualTo(expected);
    }

    private static ObjectNode stack(String volumes) throws JsonProcessingException {
        String json = "{'services': {'web': {'volumes': [" + volumes + "]}}}";
        return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
    }
}
