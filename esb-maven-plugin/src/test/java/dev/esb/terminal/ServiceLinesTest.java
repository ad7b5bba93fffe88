package dev.esb.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.ServiceState;
import dev.esb.ServiceState.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceLinesTest {
    private final Map<String, ServiceLines.Row> services = new LinkedHashMap<>();

    @Test
    void areOneForEachServiceWithWhatItDoesAndForHowLong() {
        add("db", ServiceState.of(Kind.READY), 3);
        add("web", ServiceState.of(Kind.BUILDING, "3/7 RUN make"), 12);
        add("registry", ServiceState.of(Kind.WAITING, "port 80 does not answer"), 75);

        assertThat(lines(80, 24))
                .containsExactly(
                        "db        ready  3 s",
                        "web       building 3/7 RUN make  12 s",
                        "registry  waiting (port 80 does not answer)  1:15 min");
    }

    @Test
    void haveABarWhereItIsKnownHowMuchIsDone() {
        add("db", new ServiceState(Kind.PULLING, "of 27.5 MB", OptionalInt.of(45)), 3);

        assertThat(lines(80, 24)).containsExactly("db  pulling 45 % of 27.5 MB  [#########           ]  3 s");
        assertThat(lines(60, 24)).containsExactly("db  pulling 45 % of 27.5 MB  3 s");
    }

    /** A terminal may go on in the next line once its last column is written to. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 19, 20, 30, 40, 80, 200})
    void areShorterThanTheTerminalIsWide(int width) {
        add(
                "a-service-with-a-name-of-more-than-30-characters",
                ServiceState.of(Kind.BUILDING, "3/7 RUN " + "x".repeat(99)),
                5);
        add("db", new ServiceState(Kind.PULLING, "of 27.5 MB", OptionalInt.of(100)), 4000);

        assertThat(lines(width, 24)).hasSize(2).allMatch(line -> line.length() < Math.max(2, width));
    }

    @Test
    void areNoMoreThanTheTerminalHas() {
        for (int i = 0; i < 40; i++) {
            add("service-" + i, ServiceState.of(i < 30 ? Kind.READY : Kind.STARTING), 1);
        }

        assertThat(lines(80, 10))
                .hasSize(8)
                .startsWith("service-30  starting  1 s")
                .endsWith("and 33 more, of which 30 are ready");
    }

    private void add(String name, ServiceState state, int seconds) {
        services.put(name, new ServiceLines.Row(state, Duration.ofSeconds(seconds)));
    }

    private List<String> lines(int width, int height) {
        return new ServiceLines(width, height)
                .of(services).stream().map(ServiceLines.Line::text).toList();
    }
}
