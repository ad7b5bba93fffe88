package dev.esb.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConflictExceptionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Error response from daemon: driver failed programming external connectivity on endpoint esb-a-web-1 (0f): Bind for"
                        + " 127.0.0.1:20272 failed: port is already allocated; 20272",
                "Error starting userland proxy: listen tcp4 0.0.0.0:443: bind: address already in use; 443",
                "failed to bind host port for [::1]:8080: bind: address already in use; 8080",
            })
    void readsWhichPortIsTaken(String output, int port) {
        assertThat(ConflictException.in(output).orElseThrow().port()).hasValue(port);
    }

    @Test
    void readsThatASubnetIsTaken() {
        String output =
                "failed to create network esb-a_default: Error response from daemon: Pool overlaps with other one on this"
                        + " address space";

        assertThat(ConflictException.in(output))
                .get()
                .satisfies(conflict -> assertThat(conflict.port()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Error response from daemon: No such image: nginx:nope",
                "dependency failed to start: container esb-a-db-1 is unhealthy",
            })
    void leavesOtherFailuresAlone(String output) {
        assertThat(ConflictException.in(output)).isEmpty();
    }
}
