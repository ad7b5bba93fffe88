package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.PortRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortPropertiesTest {
    @Test
    void nameServiceAndTarget() {
        assertThat(PortProperties.of(
                        List.of(published("dns", 53, "tcp", null, 20001), published("dns", 53, "udp", null, 20002))))
                .isEqualTo(Map.of("esb.port.dns.53", "20001", "esb.port.dns.53.udp", "20002"));
    }

    @ParameterizedTest
    @CsvSource({
        "ESB_PORT_GATEWAY_HTTPS, esb.port.gateway.https",
        "PORT_S3, esb.port.s3",
        "S3_PORT, esb.port.s3",
        "HTTP, esb.port.http",
    })
    void nameTheVariableToo(String variable, String property) {
        assertThat(PortProperties.of(List.of(published("gateway", 443, "tcp", variable, 20001))))
                .containsEntry("esb.port.gateway.443", "20001")
                .containsEntry(property, "20001");
    }

    @Test
    void tellTheFirstOfTwoAddresses() {
        assertThat(PortProperties.of(
                        List.of(published("web", 80, "tcp", null, 20001), published("web", 80, "tcp", null, 20002))))
                .isEqualTo(Map.of("esb.port.web.80", "20001"));
    }

    private static PublishedPort published(String service, int target, String protocol, String variable, int port) {
        PortRequest request = new PortRequest(service, target, protocol, "", 8000, 1, Optional.ofNullable(variable));
        return new PublishedPort(request, "127.0.0.1", port);
    }
}
