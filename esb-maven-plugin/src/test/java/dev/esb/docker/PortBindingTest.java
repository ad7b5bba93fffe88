package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortBindingTest {

    @Test
    void isReadForEachAddressAndProtocol() {
        assertThat(PortBinding.parse("0.0.0.0:31053->53/udp, :::31053->53/udp, 127.0.0.1:20272->443/tcp"))
                .containsExactly(
                        new PortBinding("0.0.0.0", 31053, 53, "udp"),
                        new PortBinding("::", 31053, 53, "udp"),
                        new PortBinding("127.0.0.1", 20272, 443, "tcp"));
    }

    @Test
    void isReadWithBracketsAroundAnIpv6Address() {
        assertThat(PortBinding.parse("[::]:8080->80/tcp, [::1]:8081->81/tcp"))
                .containsExactly(new PortBinding("::", 8080, 80, "tcp"), new PortBinding("::1", 8081, 81, "tcp"));
    }

    @Test
    void isReadForEachPortOfAFoldedRange() {
        assertThat(PortBinding.parse("0.0.0.0:9000-9002->9000-9002/tcp"))
                .containsExactly(
                        new PortBinding("0.0.0.0", 9000, 9000, "tcp"),
                        new PortBinding("0.0.0.0", 9001, 9001, "tcp"),
                        new PortBinding("0.0.0.0", 9002, 9002, "tcp"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9999/tcp", "80/tcp, 9000-9002/tcp"})
    void isNothingForPortsThatAreOnlyExposed(String column) {
        assertThat(PortBinding.parse(column)).isEmpty();
    }
}
