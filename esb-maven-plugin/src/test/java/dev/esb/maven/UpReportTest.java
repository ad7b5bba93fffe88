package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.PortRequest;
import dev.esb.isolation.Finding;
import dev.esb.isolation.Severity;
import dev.esb.lifecycle.PublishedPort;
import dev.esb.lifecycle.Results;
import dev.esb.lifecycle.UpResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How people read the ports of {@code up}, and what stays shared. */
class UpReportTest {
    @Test
    void hasEachPortWithTheFirstOfItsNames() {
        assertThat(table(
                        port("tcp", "127.0.0.1", 20001, "esb.port.web", "esb.port.web.80"),
                        port("udp", "::1", 20002, "esb.port.web.80.udp"),
                        port("tcp", "", 20003)))
                .containsExactly(
                        "SERVICE  PORT    ADDRESS                 PROPERTY",
                        "web      80/tcp  http://127.0.0.1:20001  esb.port.web",
                        "web      80/udp  [::1]:20002             esb.port.web.80.udp",
                        "web      80/tcp  20003                   -");
    }

    @Test
    void namesAHostWhereAPortIsPublishedOnEveryAddress() {
        assertThat(table(port("tcp", "0.0.0.0", 20001))).endsWith("web      80/tcp  http://192.0.2.1:20001  -");
        assertThat(table(port("udp", "0.0.0.0", 20001))).endsWith("web      80/udp  0.0.0.0:20001  -");
    }

    @Test
    void tellsWhatIsSharedFromWhatTheEngineCannotGive() {
        List<String> lines = lines(
                List.of(
                        new Finding(Severity.CHANGED, "web", "ports", "80", "moved", ""),
                        new Finding(Severity.SHARED, "web", "volumes", "/data", "can write", "do not"),
                        new Finding(Severity.LIMITED, "db", "volumes", "/rows", "is copied", "copy")),
                List.of());

        assertThat(lines)
                .startsWith("Not isolated: web, volumes: can write", "On this engine: db, volumes: is copied")
                .hasSize(4);
    }

    @Test
    void tellsAPersonWhatTheEnvironmentHasItsOwnChangesOf() {
        EnvironmentKey key = EnvironmentKey.of("a", "");
        EnvironmentPlan plan = new EnvironmentPlan(
                key,
                1,
                DirectoryLayout.of(Path.of("home"), Path.of("target"), Map.of()).of(key),
                List.of(),
                Map.of());
        UpResult result = new UpResult(
                plan, new Results(Map.of()), List.of(), List.of("./data", "shop-rows"), List.of(), Map.of());

        assertThat(lines(result).get(1))
                .isEqualTo("Changes stay in the environment: ./data, shop-rows"
                        + " (-Desb.share=NAME lets its containers change the original)");
        assertThat(new UpReport(result, false).lines(Duration.ofSeconds(1))).hasSize(2);
    }

    private static List<String> table(PublishedPort... ports) {
        List<String> lines = lines(List.of(), List.of(ports));
        return lines.subList(1, lines.size() - 1);
    }

    private static List<String> lines(List<Finding> findings, List<PublishedPort> ports) {
        EnvironmentKey key = EnvironmentKey.of("a", "");
        DirectoryLayout layout = DirectoryLayout.of(Path.of("home"), Path.of("target"), Map.of());
        EnvironmentPlan plan = new EnvironmentPlan(key, 1, layout.of(key), List.of(), Map.of());
        return lines(
                new UpResult(plan, new Results(Map.of("esb.host", "192.0.2.1")), findings, List.of(), ports, Map.of()));
    }

    private static List<String> lines(UpResult result) {
        return new UpReport(result, true).lines(Duration.ofSeconds(1));
    }

    private static PublishedPort port(String protocol, String address, int published, String... properties) {
        PortRequest request = new PortRequest("web", 80, protocol, "", 8080, 1, Optional.empty());
        return new PublishedPort(request, address, published, List.of(properties));
    }
}
