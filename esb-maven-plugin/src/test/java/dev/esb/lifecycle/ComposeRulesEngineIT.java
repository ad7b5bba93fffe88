package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EnvironmentOnEngine;
import dev.esb.EsbException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docker compose up} starts comes up, and what it refuses does not. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class ComposeRulesEngineIT {
    @TempDir
    private Path directory;

    @Test
    void aServiceComesUpWithoutOneThatItCanDoWithout() {
        String stack = """
                services:
                  web:
                    image: debian:trixie-slim
                    init: true
                    command: sleep infinity
                    links: [cache]
                    depends_on:
                      cache: {condition: service_started, required: false}
                  cache:
                    image: debian:trixie-slim
                    command: sleep infinity
                    profiles: [cache]
                """;
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack)) {
            environment.up();

            assertThat(environment.containers()).hasSize(1);
        }
    }

    @Test
    void aMissingPathThatMustNotBeMadeIsAnError() {
        String stack = """
                services:
                  web:
                    image: debian:trixie-slim
                    init: true
                    command: sleep infinity
                    volumes:
                      - {type: bind, source: ./seed, target: /seed, bind: {create_host_path: false}}
                """;
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack)) {
            assertThatThrownBy(environment::up)
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining(directory.resolve("seed").toString());

            assertThat(environment.messages.warnings)
                    .anySatisfy(warning -> assertThat(warning)
                            .contains(
                                    "web, volumes: '" + directory.resolve("seed") + "' is not there",
                                    "create_host_path"));
            assertThat(Files.exists(directory.resolve("seed"))).isFalse();
            environment.assertNothingLeft();
        }
    }
}
