package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortRangeTest {

    @Test
    void endsBelowThePortsOfOutgoingConnections() {
        assertThat(PortRange.DEFAULT.last()).isLessThan(32768);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20000-32767", "1024-65535", "5000-5000"})
    void readsFirstAndLast(String text) {
        assertThat(PortRange.parse(" " + text + " ")).hasToString(text);
    }

    @Test
    void countsBothEnds() {
        assertThat(PortRange.parse("20000-20015").size()).isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20000",
                "20000-",
                "-20000",
                "20000-19999",
                "80-90",
                "1023-2000",
                "20000-65536",
                "20000-99999",
                "a-b",
                "20000 - 30000",
                "1-2-3",
                "20000-320000"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> PortRange.parse(text))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("'" + text + "' (esb.portRange)")
                .hasMessageContaining("20000-32767");
    }
}
