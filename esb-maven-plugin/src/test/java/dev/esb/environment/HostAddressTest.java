package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "FD00::1, fd00:0::1, true",
        "::1, ::, false",
        "localhost, 127.0.0.1, false",
        "'', 127.0.0.1, false",
    })
    void isTheSameHoweverItIsWritten(String one, String other, boolean isSame) {
        assertThat(HostAddress.isSame(one, other)).isEqualTo(isSame);
    }

    @Test
    void isInBracketsBeforeAPortWhereItHasColons() {
        assertThat(HostAddress.withPort("127.0.0.1", "8080")).isEqualTo("127.0.0.1:8080");
        assertThat(HostAddress.withPort("::1", "8080-8081")).isEqualTo("[::1]:8080-8081");
        assertThat(HostAddress.withPort("", "8080")).isEqualTo("8080");
    }
}
