package dev.esb.isolation;

import static dev.esb.environment.Requests.bound;
import static dev.esb.environment.Requests.port;
import static dev.esb.environment.Requests.range;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.esb.EsbException;
import dev.esb.environment.PortRequest;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class StackValidationTest {

    @Test
    void onePortForTwoServices() {
        assertRefused(port("a", 8080, 80), port("b", 8080, 81))
                .hasMessageContaining(
                        "Port 8080/tcp of the host is published twice: by the services 'a' (80) and 'b' (81)")
                .hasMessageContaining("-Desb.env=NAME");
        assertRefused(port("a", 8080, 80), bound("127.0.0.1", "b", 8080, 80));
        assertRefused(bound("127.0.0.1", "a", 8080, 80), bound("127.0.0.1", "b", 8080, 80));
    }

    @Test
    void onePortInDifferentPlacesIsNone() {
        assertAccepted(port("a", 53, 53, "udp"), port("a", 53, 53, "tcp"));
        assertAccepted(bound("127.0.0.1", "a", 80, 80), bound("127.0.0.2", "b", 80, 80));
        assertAccepted(bound("0.0.0.0", "a", 80, 80), bound("::", "a", 80, 80));
        assertAccepted(port("a", 0, 80), port("b", 0, 80));
        assertAccepted(range("a", 8000, 10, 80), range("b", 8000, 10, 80));
    }

    @Test
    void anAddressOutsideOfItsNetwork() {
        assertRefused("""
                        services:
                          db: {networks: {inner: {ipv4_address: 172.31.0.77}}}
                        networks:
                          inner: {ipam: {config: [{subnet: 172.31.0.0/28}]}}
                        """)
                .hasMessageContaining(
                        "'db' asks for the address 172.31.0.77 on the network 'inner', which has just 172.31.0.0/28");
        assertRefused("""
                        services:
                          db: {networks: {inner: {ipv4_address: 172.31.0.7}}}
                        networks:
                          inner: {name: inner}
                        """).hasMessageContaining("no subnet of its own");
    }

    /** Compose passes all of these on. */
    @Test
    void whatIsNoAddressIsNamedWithItsPlace() {
        assertRefused("""
                        services: {db: {networks: {inner: null}}}
                        networks:
                          inner: {ipam: {config: [{subnet: 10.0.0.0/33}]}}
                        """)
                .hasMessage(
                        "'10.0.0.0/33' is no IP address or subnet (network 'inner', ipam, subnet). Correct it in the Compose file.");
        assertRefused("""
                        services: {db: {}}
                        networks:
                          inner: {ipam: {config: [{subnet: 10.0.0.0/24, gateway: first}]}}
                        """).hasMessageContaining("'first' is no IP address or subnet (network 'inner', ipam, gateway)");
        assertRefused("""
                        services: {db: {}}
                        networks:
                          inner: {ipam: {config: [{subnet: 10.0.0.0/24, aux_addresses: {router: 10.0.0}}]}}
                        """)
                .hasMessageContaining("'10.0.0' is no IP address or subnet (network 'inner', ipam, aux_addresses)");
        assertRefused("""
                        services:
                          db: {networks: {inner: {ipv6_address: fd00::g}}}
                        networks: {inner: {}}
                        """)
                .hasMessageContaining(
                        "'fd00::g' is no IP address or subnet (service 'db', network 'inner', ipv6_address)");
    }

    @Test
    void oneAddressForTwoServices() {
        assertRefused("""
                        services:
                          db: {networks: {inner: {ipv4_address: 172.31.0.7}}}
                          web: {networks: {inner: {ipv4_address: 172.31.0.7}}}
                        networks:
                          inner: {ipam: {config: [{subnet: 172.31.0.0/28}]}}
                        """)
                .hasMessageContaining(
                        "The services 'db' and 'web' ask for one address, 172.31.0.7 on the network 'inner'");
    }

    @Test
    void addressesInTheirNetworksAreNone() {
        assertAccepted("""
                services:
                  db: {networks: {inner: {ipv4_address: 172.31.0.7, ipv6_address: "fd00::7"}, outer: {ipv4_address: 10.0.0.7}, plain: null}}
                  web: {networks: {other: {ipv4_address: 172.31.0.7}}}
                networks:
                  inner: {ipam: {config: [{subnet: 172.31.0.0/28}, {subnet: "fd00::/64"}]}}
                  other: {ipam: {config: [{subnet: 172.31.0.0/28}]}}
                  outer: {external: true}
                  plain: {}
                """);
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(PortRequest... ports) {
        return assertThatThrownBy(() -> StackValidation.refusePorts(List.of(ports)))
                .isInstanceOf(EsbException.class);
    }

    private static void assertAccepted(PortRequest... ports) {
        assertThatCode(() -> StackValidation.refusePorts(List.of(ports))).doesNotThrowAnyException();
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(String yaml) {
        return assertThatThrownBy(() -> refuseAddresses(yaml)).isInstanceOf(EsbException.class);
    }

    private static void assertAccepted(String yaml) {
        assertThatCode(() -> refuseAddresses(yaml)).doesNotThrowAnyException();
    }

    private static void refuseAddresses(String yaml) throws JsonProcessingException {
        StackValidation.refuseAddresses(new YAMLMapper().readTree(yaml));
    }
}
