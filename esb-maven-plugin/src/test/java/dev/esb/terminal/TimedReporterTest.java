package dev.esb.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.FakeTime;
import dev.esb.RecordedMessages;
import dev.esb.ServiceState;
import dev.esb.ServiceState.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TimedReporterTest {
    private final RecordedMessages log = new RecordedMessages();
    private final FakeTime time = new FakeTime();
    private final TimedReporter reporter = new TimedReporter(log, time);

    @Test
    void saysOnceThatAServiceIsReadyAndWhen() {
        time.sleep(Duration.ofMillis(3210));
        report("db", ServiceState.of(Kind.STARTING));
        report("db", ServiceState.of(Kind.READY));
        report("db", ServiceState.of(Kind.READY));

        assertThat(log.infos).containsExactly("  3.2 s  db: ready");
    }

    @Test
    void saysThatAnEnvironmentOfAMatrixRunsAndHowItEnds() {
        report("a", ServiceState.of(Kind.WAITING, "its turn"));
        report("a", ServiceState.of(Kind.RUNNING));
        report("a", ServiceState.of(Kind.RUNNING, "shop esb:up"));
        report("a", ServiceState.of(Kind.FAILED, "1 of 2 tests"));
        report("b", ServiceState.of(Kind.RUNNING));
        report("b", ServiceState.of(Kind.PASSED, "2 tests"));

        assertThat(log.infos)
                .containsExactly(
                        "  0.0 s  a: running",
                        "  0.0 s  a: failed 1 of 2 tests",
                        "  0.0 s  b: running",
                        "  0.0 s  b: passed 2 tests");
    }

    @Test
    void saysEachStepOfABuildOnce() {
        report("web", ServiceState.of(Kind.BUILDING, "1/2 COPY a"));
        report("web", ServiceState.of(Kind.BUILDING, "1/2 COPY a"));
        report("web", ServiceState.of(Kind.BUILDING, "2/2 RUN make"));

        assertThat(log.infos)
                .containsExactly("  0.0 s  web: building 1/2 COPY a", "  0.0 s  web: building 2/2 RUN make");
    }

    @Test
    void saysThatAPullBeginsAndEachQuarterOfIt() {
        report("db", ServiceState.of(Kind.PULLING));
        for (int percent = 0; percent <= 100; percent += 5) {
            report("db", new ServiceState(Kind.PULLING, "of 9.0 MB", OptionalInt.of(percent)));
        }

        assertThat(log.infos)
                .containsExactly(
                        "  0.0 s  db: pulling",
                        "  0.0 s  db: pulling 25 % of 9.0 MB",
                        "  0.0 s  db: pulling 50 % of 9.0 MB",
                        "  0.0 s  db: pulling 75 % of 9.0 MB",
                        "  0.0 s  db: pulling 100 % of 9.0 MB");
    }

    @Test
    void saysMoreAndMoreRarelyWhatIsWaitedFor() {
        report("db", ServiceState.of(Kind.READY));
        for (int seconds = 0; seconds < 30; seconds++) {
            reporter.services(Map.of("web", ServiceState.of(Kind.WAITING, "port 80 does not answer")));
            time.sleep(Duration.ofSeconds(1));
        }

        assertThat(log.infos)
                .containsExactly(
                        "  0.0 s  db: ready",
                        "  5.0 s  waiting for web (port 80 does not answer)",
                        " 10.0 s  waiting for web (port 80 does not answer)",
                        " 20.0 s  waiting for web (port 80 does not answer)");
    }

    @Test
    void passesMessagesOnAsTheyAre() {
        reporter.info("a");
        reporter.warn("b");
        reporter.debug("c");

        assertThat(log.infos).containsExactly("a");
        assertThat(log.warnings).containsExactly("b");
    }

    private void report(String service, ServiceState state) {
        reporter.services(Map.of(service, state));
    }
}
