package dev.esb.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.esb.EsbException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackWaitsTest {
    private static final String WEB = "ports: [{target: 80, protocol: tcp}, {target: 53, protocol: udp}]";

    @Test
    void areThoseOfThePomAndOfTheLabels() {
        List<ServiceWait> waits = StackWaits.of(
                pom("service", "db", "log", "ready"),
                model("db: {}", "web: {%s, labels: {dev.esb.wait.tcp: '80', other: x}}".formatted(WEB)));

        assertThat(waits)
                .extracting(ServiceWait::toString)
                .containsExactly("log 'ready' (service 'db')", "tcp 80 (service 'web')");
    }

    @Test
    void areReadFromLabels() {
        List<ServiceWait> waits = StackWaits.of(List.of(), model("""
                web: {%s, labels: {
                  dev.esb.wait.http: 80/health, dev.esb.wait.http.scheme: https, dev.esb.wait.http.status: 2xx,
                  dev.esb.wait.http.body: '^ok$$', dev.esb.wait.timeout: '60', dev.esb.wait.log: started,
                  dev.esb.wait.2.log: 'a\\.b', dev.esb.wait.rows.command: 'test -e /rows', dev.esb.wait.rows.timeout: '5'}}""".formatted(WEB)));

        assertThat(waits)
                .extracting(ServiceWait::toString, ServiceWait::timeout)
                .map(Object::toString)
                .containsExactly(
                        "(\"https GET /health (service 'web')\", Optional[PT1M])",
                        "(\"log 'started' (service 'web')\", Optional[PT1M])",
                        "(\"log 'a\\.b' (service 'web')\", Optional.empty)",
                        "(\"command 'test -e /rows' (service 'web')\", Optional[PT5S])");
        // Compose writes a $ twice.
        assertThat(((Condition.Http) waits.get(0).condition())
                        .body()
                        .orElseThrow()
                        .pattern())
                .isEqualTo("^ok$");
        assertThat(waits.get(0).timeout()).isEqualTo(Optional.of(Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "lgo, Did you mean 'dev.esb.wait.log'?",
        "http.stauts, Did you mean 'dev.esb.wait.http.status'?",
        "htp.status, Did you mean 'dev.esb.wait.http.status'?",
        "2.lgo, Did you mean 'dev.esb.wait.2.log'?",
        "status, Did you mean 'dev.esb.wait.http.status'?",
        "log.tcp, There are",
        "2, There are",
        "a.b.log, There are",
        "healthcheck, There are"
    })
    void haveLabelsThatAreKnown(String rest, String message) {
        assertThatThrownBy(() -> StackWaits.of(List.of(), model("db: {labels: {dev.esb.wait.%s: x}}".formatted(rest))))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith(
                        "The label 'dev.esb.wait.%s' of the service 'db' is none that esb:up knows.".formatted(rest))
                .hasMessageContaining(message)
                .hasMessageContaining(
                        "There are http, log, tcp, command, http.port, http.scheme, http.status, http.body, timeout,")
                .hasMessageEndingWith("as in dev.esb.wait.2.log.");
    }

    @Test
    void sayWhichLabelIsNotUsable() {
        assertThatThrownBy(() -> StackWaits.of(
                        List.of(), model("web: {labels: {dev.esb.wait.2.http: /, dev.esb.wait.2.http.status: good}}")))
                .hasMessageContaining(
                        "'good' (label dev.esb.wait.2.http.status of service 'web') is not usable: it has to be a status");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                timeout, "The label dev.esb.wait.timeout of service 'db' is the time limit of no condition. Add one of dev.esb.wait.http, "
                http.body, "'x' (label dev.esb.wait.http.body of service 'db') goes with http, and there is none."
                """)
    void haveLabelsThatBelongToACondition(String rest, String message) {
        assertThatThrownBy(() -> StackWaits.of(List.of(), model("db: {labels: {dev.esb.wait.%s: x}}".formatted(rest))))
                .hasMessageStartingWith(message);
    }

    @Test
    void areForAServiceOfTheStack() {
        assertThatThrownBy(() -> StackWaits.of(pom("service", "wbe", "log", "x"), model("db: {}", "web: {}")))
                .isInstanceOf(EsbException.class)
                .hasMessage("There is a wait for the service 'wbe' (log 'x'), which the stack does not have."
                        + " Did you mean 'web'? Its services are: db, web.");
    }

    @Test
    void areForAServiceWithAContainer() {
        assertThatThrownBy(
                        () -> StackWaits.of(pom("service", "db", "log", "x"), model("db: {provider: {type: cloud}}")))
                .hasMessageStartingWith(
                        "The wait log 'x' (service 'db') cannot be satisfied: a provider runs the service");
    }

    @Test
    void goToTheOnlyPortWhereNoneIsGiven() {
        ServiceWait wait = StackWaits.of(pom("service", "web", "http", "/"), model("web: {" + WEB + "}"))
                .get(0);

        assertThat(((Condition.Http) wait.condition()).port()).isEqualTo(OptionalInt.of(80));
    }

    @Test
    void takeOnePortOnSeveralAddressesForOne() {
        String two = "web: {ports: [{target: 80, host_ip: 127.0.0.1}, {target: 80, host_ip: '::1'}]}";

        assertThat(StackWaits.of(pom("service", "web", "http", "/"), model(two)))
                .hasSize(1);
    }

    @Test
    void nameThePortWhereThereAreSeveral() {
        String two = "web: {ports: [{target: 80, protocol: tcp}, {target: 443, protocol: tcp}]}";

        assertThatThrownBy(() -> StackWaits.of(pom("service", "web", "http", "/health"), model(two)))
                .hasMessage(
                        "The wait http GET /health (service 'web') does not say for which port it is: the service publishes"
                                + " 80, 443. Put one of them before the path, such as 80/health.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{ports: [{target: 53, protocol: udp}]}"})
    void needAPortForHttp(String service) {
        assertThatThrownBy(() -> StackWaits.of(pom("service", "web", "http", "/"), model("web: " + service)))
                .hasMessageStartingWith(
                        "The wait http GET / (service 'web') needs a port, and the service publishes none for TCP.");
    }

    @ParameterizedTest
    @CsvSource({"http, 8080/", "tcp, 8080", "tcp, 53"})
    void areForAPortThatIsPublished(String key, String text) {
        assertThatThrownBy(() -> StackWaits.of(pom("service", "web", key, text), model("web: {" + WEB + "}")))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining(
                        "which the service does not publish: it publishes 80 for TCP. Add \"%s\" to its 'ports'"
                                .formatted(text.replace("/", "")));
    }

    private static List<ServiceWait> pom(String... texts) {
        return PomWaits.read(List.of(Map.of(texts[0], texts[1], texts[2], texts[3])));
    }

    private static JsonNode model(String... services) {
        try {
            return new YAMLMapper().readTree("services: {" + String.join(", ", services) + "}");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
