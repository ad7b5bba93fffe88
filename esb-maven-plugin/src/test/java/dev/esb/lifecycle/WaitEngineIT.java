package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EnvironmentOnEngine;
import dev.esb.lease.Owners;
import dev.esb.wait.PomWaits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What services have to satisfy beside their healthchecks and ports. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class WaitEngineIT {
    /** The server answers each request with 503, until a file is there, which the command of its wait makes. */
    private static final String STACK = """
            services:
              web:
                image: debian:trixie-slim
                init: true
                command:
                  - perl
                  - -MIO::Socket::INET
                  - -e
                  - |
                    $$| = 1;
                    $$server = IO::Socket::INET->new(Listen => 5, LocalPort => 80);
                    while ($$client = $$server->accept) {
                      $$line = <$$client>;
                      while (defined $$line && $$line =~ /\\S/) { $$line = <$$client> }
                      next unless defined $$line;
                      $$status = -e "/tmp/asked" ? "200 OK" : "503 Busy";
                      print "$$status\\n";
                      print $$client "HTTP/1.1 $$status\\r\\nConnection: close\\r\\n\\r\\nall well";
                      close $$client;
                    }
                ports: ["80"]
                labels:
                  dev.esb.wait.http: /health
                  dev.esb.wait.http.status: "200"
                  dev.esb.wait.http.body: "well$$"
                  dev.esb.wait.tcp: 80
                  dev.esb.wait.mark.command: touch /tmp/asked
              rows:
                image: debian:trixie-slim
                command: sh -c "echo filled; exit 0"
            """;

    @TempDir
    private Path directory;

    @Test
    void areSatisfiedBeforeTheEnvironmentIsUp() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            environment.up(Owners.PERSON, options(Map.of("service", "rows", "log", "^fill(ed)?$")));

            assertThat(environment.docker("logs", environment.key.project() + "-web-1"))
                    .contains("200 OK");
        }
    }

    @Test
    void failTheStartWithWhatWasSeenLast() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, EnvironmentOnEngine.IDLE_STACK)) {
            assertThatThrownBy(() -> environment.up(
                            Owners.PERSON,
                            options(Map.of(
                                    "service", "idle", "command", "sh -c 'echo no rows yet; exit 2'", "timeout", "5"))))
                    .hasMessageContaining("service 'idle' did not satisfy its wait within 5 s:"
                            + " command 'sh -c 'echo no rows yet; exit 2'': exit 2, no rows yet");
            environment.assertNothingLeft();
        }
    }

    private static UpOptions options(Map<String, String> wait) {
        return new UpOptions(
                Duration.ofSeconds(60),
                Duration.ZERO,
                Duration.ZERO,
                false,
                false,
                false,
                PomWaits.read(List.of(wait)),
                List.of(),
                Duration.ofSeconds(600));
    }
}
