package dev.esb.isolation;

import static dev.esb.environment.Requests.bound;
import static dev.esb.environment.Requests.port;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.esb.EsbException;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.LiteralTexts;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which port of the model gets which port of the plan. */
class HostPortRuleTest {
    private static final IsolationOptions OPTIONS = new IsolationOptions(
            Path.of("/project"),
            Set.of(),
            Set.of(),
            LiteralTexts.CERTAIN,
            Optional.empty(),
            Map.of(),
            Map.of(),
            Map.of(),
            true);

    @Test
    void goesByTheTargetWhereTheModelHasAnotherOrder() throws JsonProcessingException {
        List<PortAssignment> plan =
                List.of(assigned(port("web", 8080, 80), 20000), assigned(port("web", 8443, 443), 20001));

        assertThat(published(plan, "web: [{target: 443, published: 8443}, {target: 80, published: 8080}]"))
                .containsExactly("web 20001 -> 443", "web 20000 -> 80");
    }

    @Test
    void goesByTheServiceWhereTwoHaveEqualPorts() throws JsonProcessingException {
        List<PortAssignment> plan = List.of(assigned(port("a", 8080, 80), 20000), assigned(port("b", 8081, 80), 20001));

        assertThat(published(plan, "b: [{target: 80, published: 8081}]", "a: [{target: 80, published: 8080}]"))
                .containsExactly("b 20001 -> 80", "a 20000 -> 80");
    }

    @Test
    void goesByTheProtocol() throws JsonProcessingException {
        List<PortAssignment> plan =
                List.of(assigned(port("dns", 53, 53, "tcp"), 20000), assigned(port("dns", 54, 53, "udp"), 20001));

        assertThat(
                        published(
                                plan,
                                "dns: [{target: 53, published: 54, protocol: udp}, {target: 53, published: 53, protocol: tcp}]"))
                .containsExactly("dns 20001 -> 53", "dns 20000 -> 53");
    }

    @Test
    void goesByTheAddressWhereOneTargetHasTwo() throws JsonProcessingException {
        List<PortAssignment> plan = List.of(
                assigned(bound("127.0.0.1", "web", 8080, 80), 20000),
                assigned(bound("192.168.7.1", "web", 8081, 80), 20001),
                assigned(port("web", 8082, 80), 20002));

        assertThat(published(plan, """
                        web: [{target: 80, published: 8082},
                              {target: 80, published: 8081, host_ip: 192.168.7.1},
                              {target: 80, published: 8080, host_ip: 127.0.0.1}]"""))
                .containsExactly("web 20002 -> 80", "web 192.168.7.1:20001 -> 80", "web 127.0.0.1:20000 -> 80");
    }

    @Test
    void goesByTheOrderAmongEqualPorts() throws JsonProcessingException {
        List<PortAssignment> plan =
                List.of(assigned(port("web", 8080, 80), 20000), assigned(port("web", 9090, 80), 20001));

        assertThat(published(plan, "web: [{target: 80, published: 8080}, {target: 80, published: 9090}]"))
                .containsExactly("web 20000 -> 80", "web 20001 -> 80");
    }

    @Test
    void refusesAPortThatThePlanDoesNotHave() {
        List<PortAssignment> plan = List.of(assigned(port("web", 8080, 80), 20000));

        assertThatThrownBy(() -> published(plan, "web: [{target: 8081, published: 8081}]"))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("The service 'web' publishes the port 8081/tcp only when");
    }

    private static PortAssignment assigned(PortRequest request, int published) {
        return new PortAssignment(request, "", published);
    }

    private static List<String> published(List<PortAssignment> plan, String... services)
            throws JsonProcessingException {
        EnvironmentPlan environment = new EnvironmentPlan(
                EnvironmentKey.of("a", ""),
                7,
                new Directories(Path.of("/home/me/.esb/a"), Path.of("/run/esb/a"), Path.of("/project/target/esb/a")),
                plan,
                Map.of());
        JsonNode isolated =
                Isolator.isolate(model(services), environment, OPTIONS).model();
        List<String> published = new ArrayList<>();
        for (var service : isolated.path("services").properties()) {
            service.getValue().path("ports").forEach(port -> published.add(service.getKey() + " " + text(port)));
        }
        return published;
    }

    private static String text(JsonNode port) {
        String address = port.has("host_ip") ? port.path("host_ip").asText() + ":" : "";
        return address + port.path("published").asText() + " -> "
                + port.path("target").asText();
    }

    /** Written as {@code service: [{target: 80, published: 8080}]}. */
    private static ObjectNode model(String... services) throws JsonProcessingException {
        ObjectNode model = new ObjectMapper().createObjectNode();
        for (String service : services) {
            String[] parts = service.strip().split(":", 2);
            model.withObjectProperty("services")
                    .withObjectProperty(parts[0])
                    .set("ports", new YAMLMapper().readTree(parts[1]));
        }
        return model;
    }
}
