package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class BuildEndReporterTest {
    private final RecordedLogger log = new RecordedLogger();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final BuildEndReporter reporter =
            new BuildEndReporter(log.logger(), new PrintStream(console, true, StandardCharsets.UTF_8));

    @Test
    void writesToMavensLogWhileTheJvmRuns() {
        tellAll();

        assertThat(log.lines(Level.INFO)).containsExactly("Environment 'e2e-1' is down");
        assertThat(log.lines(Level.WARN)).containsExactly("It is tried again");
        assertThat(log.lines(Level.DEBUG)).containsExactly("a step", "docker stop");
        assertThat(console.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void writesToTheConsoleOnceTheJvmEnds() {
        reporter.endOfJvm();

        tellAll();

        assertThat(console.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("esb: Environment 'e2e-1' is down", "esb: It is tried again");
        assertThat(log.lines(Level.INFO)).isEmpty();
        assertThat(log.lines(Level.WARN)).isEmpty();
        assertThat(log.lines(Level.DEBUG)).isEmpty();
    }

    private void tellAll() {
        reporter.report("Environment 'e2e-1' is down");
        reporter.warn("It is tried again");
        reporter.info("a step");
        reporter.debug("docker stop");
    }
}
