package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.EnvironmentOnEngine;
import dev.esb.environment.Subnet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Something else on the host takes a port or a subnet between plan and start. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class ConflictEngineIT {
    private static final String STACK = """
            services:
              web:
                image: debian:trixie-slim
                init: true
                command: perl -MIO::Socket::INET -e '$$s = IO::Socket::INET->new(Listen => 5, LocalPort => 80);
                  while ($$c = $$s->accept) { print $$c "hello"; close $$c }'
                ports: ["8080:80"]
            """;

    @TempDir
    private Path directory;

    @Test
    void aTakenPortIsPassedByInTheSameSlot() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            UpResult before = environment.up();
            environment.removeContainersAndNetworks();
            String holder = environment.foreignContainer("--publish", port(before) + ":80");

            UpResult after = environment.up();

            assertThat(port(after)).isEqualTo(port(before) + 1);
            assertThat(after.environment().slot())
                    .isEqualTo(before.environment().slot());
            assertThat(environment.messages.warnings)
                    .singleElement()
                    .asString()
                    .contains("Port " + port(before), "'" + holder + "'");
        }
    }

    @Tag("long")
    @Test
    @EnabledIf(
            value = "dev.esb.docker.InstalledDocker#sharesNetwork",
            disabledReason = "the engine publishes its ports in another network than that of the tests")
    void aPortThatAProcessHasIsPassedByInTheSameSlot() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            UpResult before = environment.up();
            environment.removeContainersAndNetworks();

            UpResult after;
            try (ServerSocket holder = new ServerSocket(port(before), 1, InetAddress.getLoopbackAddress())) {
                after = environment.up();
                assertThat(holder.isClosed()).isFalse();
            }

            assertThat(port(after)).isEqualTo(port(before) + 1);
            assertThat(after.environment().slot())
                    .isEqualTo(before.environment().slot());
            assertThat(environment.messages.warnings)
                    .singleElement()
                    .asString()
                    .contains("Port " + port(before) + " is already in use by the process")
                    .endsWith("planning around it");
        }
    }

    @Test
    void aTakenSubnetIsPassedByInTheSameSlot() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            UpResult before = environment.up();
            environment.removeContainersAndNetworks();
            String holder =
                    environment.foreignNetwork(subnet(before).block(27, 1).toString());

            UpResult after = environment.up();

            assertThat(subnet(after).overlaps(subnet(before))).isFalse();
            assertThat(after.environment().slot())
                    .isEqualTo(before.environment().slot());
            assertThat(port(after)).isEqualTo(port(before));
            assertThat(environment.messages.warnings).singleElement().asString().contains("subnet", "'" + holder + "'");
        }
    }

    private static int port(UpResult result) {
        return result.ports().get(0).published();
    }

    private static Subnet subnet(UpResult result) {
        return result.environment().subnets().get("default").get(0).assigned();
    }
}
