package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.esb.EnvironmentOnEngine;
import dev.esb.docker.InstalledDocker;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Healthchecks, on an engine that runs them, and on one that never does: Podman without systemd. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class HealthcheckEngineIT {
    private static final String STACK = """
            services:
              shell:
                image: debian:trixie-slim
                init: true
                command: sh -c "sleep 3; touch /tmp/ok; sleep infinity"
                healthcheck: {test: "test -e /tmp/ok && grep -q . /etc/hostname", interval: 1s, retries: 30}
              direct:
                image: debian:trixie-slim
                init: true
                command: sh -c "sleep 3; touch /tmp/ok; sleep infinity"
                healthcheck: {test: [CMD, test, -e, /tmp/ok], interval: 1s, retries: 30}
              none:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                healthcheck: {test: [NONE]}
            """;

    @TempDir
    private Path directory;

    @Test
    void areAwaitedAlsoWhereTheEngineRunsNone() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            environment.up();

            environment.docker("exec", environment.key.project() + "-shell-1", "test", "-e", "/tmp/ok");
            environment.docker("exec", environment.key.project() + "-direct-1", "test", "-e", "/tmp/ok");
            assertThat(environment.containers()).hasSize(3);
        }
    }

    @Test
    void failTheStartWithWhatTheyPrinted() {
        String stack = """
                services:
                  db:
                    image: debian:trixie-slim
                    init: true
                    command: sleep infinity
                    healthcheck: {test: "echo no database; exit 3", interval: 1s, retries: 2}
                """;
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack)) {
            assertThatThrownBy(environment::up)
                    .hasMessageContaining("service 'db' is unhealthy")
                    .hasMessageContaining("no database");
            environment.assertNothingLeft();
        }
    }

    @Test
    void areRefusedAsAConditionWhereTheEngineNeverRunsThem() {
        assumeTrue(InstalledDocker.isPodman(), "the engine is not Podman, and runs healthchecks");
        String stack = """
                services:
                  db:
                    image: debian:trixie-slim
                    init: true
                    command: sleep infinity
                    healthcheck: {test: "true", interval: 1s}
                  web:
                    image: debian:trixie-slim
                    command: sleep infinity
                    depends_on: {db: {condition: service_healthy}}
                """;
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack)) {
            assertThatThrownBy(environment::up)
                    .hasMessageContaining("this engine runs no healthchecks, so service 'db' can never be healthy,"
                            + " and 'web' waits for it (depends_on, service_healthy)");
            environment.assertNothingLeft();
        }
    }
}
