package dev.esb.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.Recorded;
import dev.esb.docker.RecordedCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConflictExceptionTest {
    @RecordedCase("up/port-taken-by-container")
    void readsWhichPortAContainerHas(Recorded recorded) {
        assertThat(ConflictException.in(recorded.errorOutput()).orElseThrow().port())
                .hasValue(18080);
    }

    @RecordedCase("up/port-taken-by-process")
    void readsWhichPortAProcessHas(Recorded recorded) {
        assertThat(ConflictException.in(recorded.errorOutput()).orElseThrow())
                .satisfies(conflict -> assertThat(conflict.port().orElse(0)).isIn(18080, 18222))
                .hasMessageMatching("Port \\d{5} is already in use");
    }

    @RecordedCase("up/subnet-taken")
    void readsThatANetworkHasTheSubnet(Recorded recorded) {
        assertThat(ConflictException.in(recorded.errorOutput()).orElseThrow())
                .hasMessage("A subnet of the stack is already in use")
                .satisfies(conflict -> assertThat(conflict.port()).isEmpty());
    }

    @RecordedCase("up/missing-image")
    void takesAnotherFailureForNoConflict(Recorded recorded) {
        assertThat(ConflictException.in(recorded.errorOutput())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Error response from daemon: driver failed programming external connectivity on endpoint esb-a-web-1 (0f): Bind for"
                        + " 127.0.0.1:20272 failed: port is already allocated; 20272",
                "Error starting userland proxy: listen tcp4 0.0.0.0:443: bind: address already in use; 443",
                "failed to bind host port for [::1]:8080: bind: address already in use; 8080",
                "failed to bind host port for [::1]:8080:[fd00::2]:80/tcp: address already in use; 8080",
                "failed to bind host port [::]:8080/udp: address already in use; 8080",
                "failed to bind host port for 127.0.0.1:18222:172.17.0.2:80/tcp: address already in use; 18222",
                "failed to bind host port for [::]:18222:10.199.0.2:80/tcp: address already in use; 18222",
                "failed to bind host port for 0.0.0.0:18222:10.199.0.2:53/udp: address already in use; 18222",
                "failed to bind host port for :::18222:172.17.0.2:80/tcp: address already in use; 18222",
                "failed to bind host port :::18222/tcp: address already in use; 18222",
                "failed to bind host port [::1]:18222/tcp: address already in use; 18222",
                "Error starting userland proxy: listen tcp6 [::1]:18512: bind: address already in use; 18512",
                "Bind for :::18222 failed: port is already allocated; 18222",
                "Ports are not available: exposing port TCP 0.0.0.0:5432 -> 0.0.0.0:0: listen tcp 0.0.0.0:5432: bind: Only one"
                        + " usage of each socket address (protocol/network address/port) is normally permitted.; 5432",
                "Ports are not available: exposing port UDP [::]:5353 -> 127.0.0.1:0: /forwards/expose returned unexpected"
                        + " status: 500; 5353",
                "rootlessport listen tcp 0.0.0.0:8080: bind: address already in use; 8080",
                "pasta failed with exit code 1: Failed to bind port 8080 (Address already in use) for option '-t 8080', exiting;"
                        + " 8080",
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
