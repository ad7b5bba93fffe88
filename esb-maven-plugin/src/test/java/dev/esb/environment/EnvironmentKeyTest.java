package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class EnvironmentKeyTest {

    @ParameterizedTest
    @NullAndEmptySource
    void namesTheProjectAfterTheEnvironment(String stack) {
        EnvironmentKey key = EnvironmentKey.of("E2E-1", stack);

        assertThat(key.project()).isEqualTo("esb-e2e-1");
        assertThat(key.options()).isEqualTo("-Desb.env=e2e-1");
        assertThat(key).hasToString("e2e-1");
    }

    @Test
    void tellsStacksOfOneEnvironmentApart() {
        EnvironmentKey key = EnvironmentKey.of("e2e-1", "Payments");

        assertThat(key.project()).isEqualTo("esb-e2e-1-payments");
        assertThat(key.options()).isEqualTo("-Desb.env=e2e-1 -Desb.stack=payments");
        assertThat(key).hasToString("e2e-1/payments");
    }

    @ParameterizedTest
    @CsvSource({"e2e-1, esb-e2e-1", "e2e-1@payments, esb-e2e-1-payments", ".Any name, esb-.Any name"})
    void knowsTheProjectByTheNameOfADirectory(String directoryName, String project) {
        assertThat(EnvironmentKey.projectOf(directoryName)).isEqualTo(project);
    }

    @Test
    void holdsAStackToTheSameRule() {
        assertThatThrownBy(() -> EnvironmentKey.of("a", "../b"))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("The stack name '../b' (esb.stack) is not legal")
                .hasMessageEndingWith("How about -Desb.stack=b ?");
    }
}
