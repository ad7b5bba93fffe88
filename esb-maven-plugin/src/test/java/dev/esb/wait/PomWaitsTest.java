package dev.esb.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PomWaitsTest {

    @Test
    void haveOneConditionEach() {
        List<ServiceWait> waits = PomWaits.read(List.of(
                Map.of("service", "web", "http", "/health", "port", "8080", "timeout", "60"),
                Map.of("service", "db", "log", "ready to accept"),
                Map.of("service", "cache", "tcp", "6379"),
                Map.of("service", "db", "command", "pg_isready -q -d 'my db'")));

        assertThat(waits)
                .extracting(ServiceWait::toString)
                .containsExactly(
                        "http GET /health (service 'web')",
                        "log 'ready to accept' (service 'db')",
                        "tcp 6379 (service 'cache')",
                        "command 'pg_isready -q -d 'my db'' (service 'db')");
        assertThat(waits.get(0).timeout()).contains(Duration.ofSeconds(60));
        assertThat(waits.get(1).timeout()).isEmpty();
        assertThat(waits.get(3).condition())
                .isEqualTo(
                        new Condition.Command("pg_isready -q -d 'my db'", List.of("pg_isready", "-q", "-d", "my db")));
    }

    @ParameterizedTest
    @CsvSource({"/health, , /health", "8080/health?deep=1, 8080, /health?deep=1", "8080, 8080, /", "8080/, 8080, /"})
    void haveThePortBeforeThePathOrTheOnlyOne(String text, Integer port, String path) {
        Condition.Http http = http(Map.of("http", text));

        assertThat(http.port()).isEqualTo(port == null ? OptionalInt.empty() : OptionalInt.of(port));
        assertThat(http.path()).isEqualTo(path);
    }

    @Test
    void takeEveryAnswerBelow400OverHttp() {
        Condition.Http http = http(Map.of("http", "/"));

        assertThat(http.scheme()).isEqualTo("http");
        assertThat(http.status().text()).isEqualTo("200-399");
        assertThat(http.body()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                http, "", a path such as /health
                http, health, a path such as /health
                http, http://localhost/health, a path such as /health
                http, 0/health, a path such as /health
                http, 65536/, a path such as /health
                http, "/a b", a path such as /health
                http, /%zz, a path such as /health
                port, http, "a port of the container, from 1 to 65535"
                port, 0, "a port of the container, from 1 to 65535"
                scheme, ftp, http or https
                status, 20x, "a status such as 200, a class such as 2xx, a range such as 200-399"
                status, "", a status such as 200
                body, (, "a regular expression of Java, and this one has an error: Unclosed group"
                body, "", a regular expression
                log, "*", "a regular expression of Java, and this one has an error: Dangling meta character '*'"
                log, "", a regular expression
                tcp, 80/tcp, "a port of the container, from 1 to 65535"
                tcp, 65536, "a port of the container, from 1 to 65535"
                timeout, 0, a whole number of seconds from 1 to 86400
                timeout, 86401, a whole number of seconds from 1 to 86400
                timeout, 5m, a whole number of seconds from 1 to 86400
                """)
    void sayWhichTextIsNotUsableAndWhatIsAllowed(String key, String text, String allowed) {
        Map<String, String> texts = new HashMap<>(Map.of("service", "web"));
        if (!List.of("log", "tcp").contains(key)) {
            texts.put("http", "/");
        }
        texts.put(key, text);

        assertThatThrownBy(() -> PomWaits.read(List.of(Map.of("service", "db", "tcp", "1"), texts)))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining(
                        "'%s' (%s of wait 2 in the pom, service 'web') is not usable".formatted(text, key))
                .hasMessageContaining(allowed)
                .hasMessageNotContaining("\n");
    }

    @Test
    void haveNoPortTwice() {
        assertThatThrownBy(() -> http(Map.of("http", "80/", "port", "81")))
                .hasMessage(
                        "The port '81' (port of wait 1 in the pom, service 'web') is not usable: it has to be left out"
                                + " where the path begins with a port, as '80/' does.");
    }

    @Test
    void haveACommandWithItsQuotesInPairs() {
        assertThatThrownBy(() -> read(Map.of("service", "db", "command", "sh -c 'a")))
                .hasMessage(
                        "The command 'sh -c 'a' (command of wait 1 in the pom, service 'db') cannot be split into words:"
                                + " a quote in it is not closed.");
    }

    @Test
    void haveAService() {
        assertThatThrownBy(() -> read(Map.of("tcp", "80")))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("Wait 1 in the pom names no service.")
                .hasMessageContaining("<wait><service>db</service>");
    }

    @Test
    void haveNoSecondCondition() {
        assertThatThrownBy(() -> read(Map.of("service", "web", "http", "/", "log", "up")))
                .hasMessage(
                        "A wait has two conditions, http and log (wait 1 in the pom, service 'web'). Write a wait for each.");
    }

    @Test
    void haveACondition() {
        assertThatThrownBy(() -> read(Map.of("service", "web", "timeout", "5")))
                .hasMessage(
                        "A wait has no condition (wait 1 in the pom, service 'web'). It needs one of http, log, tcp and command.");
    }

    @ParameterizedTest
    @CsvSource({"port, 80", "scheme, https", "status, 200", "body, ok"})
    void haveWhatGoesWithHttpOnlyThere(String key, String text) {
        assertThatThrownBy(() -> read(Map.of("service", "web", "log", "up", key, text)))
                .hasMessage(
                        "'%s' (%s of wait 1 in the pom, service 'web') goes with http, and there is none. Add the path, such as /health, or leave it out.",
                        text, key);
    }

    private static Condition.Http http(Map<String, String> texts) {
        Map<String, String> all = new HashMap<>(texts);
        all.put("service", "web");
        return (Condition.Http) read(all).condition();
    }

    private static ServiceWait read(Map<String, String> texts) {
        return PomWaits.read(List.of(texts)).get(0);
    }
}
