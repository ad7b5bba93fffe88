package dev.esb.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutsideValuesTest {
    @Test
    void areThoseOfConfigsAndSecretsThatAreVariables() throws Exception {
        JsonNode model = new ObjectMapper().readTree("""
                        {"services": {"web": {"environment": {"A": "a"}}},
                         "configs": {"app": {"environment": "APP"}, "file": {"file": "/FILE"}},
                         "secrets": {"token": {"environment": "TOKEN", "labels": {"environment": "LABEL"}}, "none": null}}""");
        Map<String, String> known =
                Map.of("APP", "x", "TOKEN", "y", "A", "a", "LABEL", "b", "DOCKER_HOST", "tcp://elsewhere");

        assertThat(OutsideValues.of(model, known)).isEqualTo(Map.of("APP", "x", "TOKEN", "y"));
        assertThat(OutsideValues.ofSecrets(model)).containsExactly("TOKEN");
    }
}
