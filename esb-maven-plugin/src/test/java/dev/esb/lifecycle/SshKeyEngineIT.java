package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.esb.EnvironmentOnEngine;
import dev.esb.docker.InstalledDocker;
import dev.esb.lease.Owners;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A build with a key for SSH, which Compose up to 5.6 cannot print as JSON, and does not read as it prints it in YAML. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class SshKeyEngineIT {
    @TempDir
    private Path directory;

    @Test
    void isThereWhileTheImageIsBuilt() throws Exception {
        assumeTrue(!InstalledDocker.isPodman(), "on Podman, BuildKit runs in a container of an image that it pulls");
        Files.writeString(directory.resolve("deploy key"), privateKey());
        Files.writeString(
                directory.resolve("Dockerfile"),
                "FROM debian:trixie-slim\nRUN --mount=type=ssh,id=deploy,required=true test -S \"$SSH_AUTH_SOCK\" && touch /built\n");
        String stack = """
                services:
                  web:
                    image: ssh:1
                    build: {context: ., ssh: ["deploy=./deploy key"]}
                    init: true
                    command: sleep infinity
                    environment: {SWITCH: 'on', VERSION: '1.10', MODE: '0755', TIME: '22:22', NUMBER: 1e3}
                """;
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack)) {
            environment.up(Owners.PERSON, EnvironmentOnEngine.OPTIONS);

            String container = environment.containers().get(0);
            assertThat(environment.docker("exec", container, "ls", "/built")).isEqualToIgnoringNewLines("/built");
            assertThat(environment.docker("exec", container, "env").lines())
                    .contains("SWITCH=on", "VERSION=1.10", "MODE=0755", "TIME=22:22");
            environment.down();
            environment.assertNothingLeft();
        }
    }

    private static String privateKey() throws Exception {
        byte[] key = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(key));
    }
}
