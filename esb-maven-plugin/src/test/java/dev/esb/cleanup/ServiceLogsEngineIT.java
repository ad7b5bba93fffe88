package dev.esb.cleanup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EnvironmentOnEngine;
import dev.esb.docker.InstalledDocker;
import dev.esb.docker.StopSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What a fake cannot show: the command that prints the logs is ended, and so fails itself, where they cannot be written. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
@Timeout(120)
class ServiceLogsEngineIT {
    private static final String STACK = """
            services:
              talker:
                image: debian:trixie-slim
                init: true
                command: sh -c 'echo hello; sleep infinity'
            """;

    @TempDir
    private Path directory;

    @Test
    void followingFailsWithTheErrorOfTheFileThatCannotBeWritten() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            environment.up();
            Path logs = directory.resolve("logs");
            Files.createDirectories(logs.resolve("talker.log/in the way"));

            assertThatThrownBy(() -> new ServiceLogs(InstalledDocker.CLI)
                            .follow(environment.key.project(), logs, new StopSwitch()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("talker.log");
        }
    }
}
