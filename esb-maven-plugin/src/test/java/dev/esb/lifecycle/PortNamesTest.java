package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortNamesTest {
    private final List<BoundPort> ports = new ArrayList<>();

    @Test
    void nameServiceAndContainerPort() {
        publish("dns", "53", 20001);
        publish("dns", "53/udp", 20002);

        assertThat(names()).isEqualTo(Map.of("esb.port.dns.53", 20001, "esb.port.dns.53.udp", 20002));
        assertThat(clash()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ESB_PORT_GATEWAY_HTTPS, esb.port.gateway.https",
        "PORT_S3, esb.port.s3",
        "S3_PORT, esb.port.s3",
        "HTTP, esb.port.http",
    })
    void nameTheVariableFirst(String variable, String property) {
        publish("gateway", variable + ":443", 20001);

        assertThat(named().get(0).properties()).containsExactly(property, "esb.port.gateway.443");
    }

    @Test
    void nameTheSecondContainerOfAService() {
        publish("web", "ESB_PORT_WEB:80", 20001, 20000);

        assertThat(names())
                .isEqualTo(Map.of(
                        "esb.port.web", 20001,
                        "esb.port.web.80", 20001,
                        "esb.port.web.2", 20000,
                        "esb.port.web.80.2", 20000));
    }

    @Test
    void haveTheWholeVariableWhereTwoGiveOneName() {
        publish("web", "WEB_PORT:80", 20001);
        publish("web", "ESB_PORT_WEB:81", 20002);

        assertThat(names())
                .isEqualTo(Map.of(
                        "esb.port.web.web.port", 20001,
                        "esb.port.web.80", 20001,
                        "esb.port.web.esb.port.web", 20002,
                        "esb.port.web.81", 20002));
        assertThat(clash())
                .contains("Ports that would have the same name have other ones. In place of esb.port.web:"
                        + " esb.port.web.web.port for web ${WEB_PORT}:80/tcp,"
                        + " esb.port.web.esb.port.web for web ${ESB_PORT_WEB}:81/tcp.");
    }

    /** Even the one whose variable is no longer than the name. */
    @Test
    void areNoneThatMeantOneOfTheTwo() {
        publish("web", "HTTP:80", 20001);
        publish("web", "HTTP_PORT:81", 20002);

        assertThat(names()).doesNotContainKey("esb.port.http").containsEntry("esb.port.web.http", 20001);
    }

    @Test
    void spellServicesThatAreOneVariable() {
        publish("my-db", "80", 20001);
        publish("my.db", "80", 20002);
        publish("my_db", "80", 20003);
        publish("My-db", "80", 20004);
        publish("web", "80", 20005);

        assertThat(names())
                .isEqualTo(Map.of(
                        "esb.port.my.dash.db.tcp.80", 20001,
                        "esb.port.my.dot.db.tcp.80", 20002,
                        "esb.port.my.underscore.db.tcp.80", 20003,
                        "esb.port.upper.my.dash.db.tcp.80", 20004,
                        "esb.port.web.80", 20005));
        assertThat(clash()).get().asString().contains("In place of ESB_PORT_MY_DB_80: ");
    }

    @Test
    void haveWhatIsInTheFileWhereOneContainerPortIsPublishedTwice() {
        publish("two", "127.0.0.1:9000:80", 20001);
        publish("two", "::1:9001:80", 20002);
        publish("two", "WEB_PORT:80", 20003);
        publish("two", "9000:81", 20004);

        assertThat(names())
                .isEqualTo(Map.of(
                        "esb.port.two.tcp.127.0.0.1.9000.80", 20001,
                        "esb.port.two.tcp.--1.9001.80", 20002,
                        "esb.port.two.tcp.web.port.80", 20003,
                        "esb.port.web", 20003,
                        "esb.port.two.81", 20004));
        assertThat(clash())
                .get()
                .asString()
                .contains("esb.port.two.tcp.127.0.0.1.9000.80 for two 127.0.0.1:9000:80/tcp");
    }

    @Test
    void ofVariablesAreNotThoseOfContainerPorts() {
        publish("web", "PORT_WEB_80:443", 20001);
        publish("web", "80", 20002);
        publish("dns", "PORT_DNS_53_UDP:443", 20003);
        publish("dns", "53/udp", 20004);

        assertThat(names())
                .isEqualTo(Map.of(
                        "esb.port.web.port.web.80", 20001,
                        "esb.port.web.443", 20001,
                        "esb.port.web.tcp.80", 20002,
                        "esb.port.dns.port.dns.53.udp", 20003,
                        "esb.port.dns.443", 20003,
                        "esb.port.dns.udp.53", 20004));
    }

    @Test
    void ofTheSecondContainerAreNotThoseOfAnotherPort() {
        publish("web", "ESB_PORT_WEB:80", 20001, 20002);
        publish("web", "ESB_PORT_WEB_2:81", 20003);

        assertThat(names())
                .doesNotContainKeys("esb.port.web", "esb.port.web.2")
                .containsEntry("esb.port.web.esb.port.web", 20001)
                .containsEntry("esb.port.web.esb.port.web.replica.2", 20002)
                .containsEntry("esb.port.web.esb.port.web.2", 20003)
                .hasSize(6);
    }

    @Test
    void areSharedByPortsThatAreOneOfTheHost() {
        publish("dns", "DNS_PORT:53", 20001);
        publish("dns", "DNS_PORT:53/udp", 20001);
        publish("two", "127.0.0.1:9000:80", 20002);
        publish("two", "127.0.0.2:9000:80", 20002);

        assertThat(names())
                .isEqualTo(Map.of(
                        "esb.port.dns", 20001,
                        "esb.port.dns.53", 20001,
                        "esb.port.dns.53.udp", 20001,
                        "esb.port.two.80", 20002));
        assertThat(clash()).isEmpty();
    }

    /** The engine can choose one number for TCP and UDP by chance, and another one the next time. */
    @Test
    void areNotSharedByPortsForWhichTheEngineChooses() {
        choose("dns", "DNS_PORT:53", 32768);
        choose("dns", "DNS_PORT:53/udp", 32768);

        assertThat(names()).isEqualTo(Map.of("esb.port.dns.53", 32768, "esb.port.dns.53.udp", 32768));
        assertThat(clash())
                .get()
                .asString()
                .contains("In place of esb.port.dns: none for dns ${DNS_PORT}:53/tcp, none for");
    }

    @Test
    void dependNeitherOnTheOrderNorOnOtherServices() {
        publish("my-db", "80", 20001);
        publish("my_db", "80", 20002);
        publish("web", "WEB_PORT:80", 20003);
        publish("web", "ESB_PORT_WEB:81", 20004);
        Map<String, Integer> before = names();

        Collections.reverse(ports);
        publish("other", "OTHER_PORT:80", 20005);

        assertThat(names()).containsAllEntriesOf(before).hasSize(before.size() + 2);
    }

    private void publish(String service, String entry, int... published) {
        add(service, entry, published[0], published);
    }

    private void choose(String service, String entry, int published) {
        add(service, entry, 0, published);
    }

    /** @param entry as in a Compose file; a word for {@code ${WORD}} */
    private void add(String service, String entry, int planned, int... published) {
        String[] protocol = entry.split("/");
        int target = protocol[0].lastIndexOf(':');
        String rest = target < 0 ? "" : protocol[0].substring(0, target);
        int host = rest.lastIndexOf(':');
        String port = rest.substring(host + 1);
        boolean isVariable = port.matches("[A-Z].*");
        PortRequest request = new PortRequest(
                service,
                Integer.parseInt(protocol[0].substring(target + 1)),
                protocol.length == 1 ? "tcp" : protocol[1],
                host < 0 ? "" : rest.substring(0, host),
                port.isEmpty() ? 0 : isVariable ? 8000 : Integer.parseInt(port),
                published.length,
                isVariable ? Optional.of(port) : Optional.empty());
        for (int i = 0; i < published.length; i++) {
            ports.add(
                    new BoundPort(new PortAssignment(request, "127.0.0.1", planned), i + 1, "127.0.0.1", published[i]));
        }
    }

    private PortNames portNames() {
        return new PortNames(ports.stream().map(BoundPort::planned).distinct().toList(), ports);
    }

    private List<PublishedPort> named() {
        return portNames().named();
    }

    private Optional<String> clash() {
        return portNames().clash();
    }

    /** Fails where one name is that of two different ports. */
    private Map<String, Integer> names() {
        Map<String, Integer> all = new LinkedHashMap<>();
        named().forEach(named -> named.properties().forEach(name -> {
            Integer other = all.put(name, named.published());
            assertThat(other).as(name).isIn(null, named.published());
        }));
        return all;
    }
}
