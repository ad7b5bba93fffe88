package dev.esb.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.esb.EnvironmentOnEngine;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.InstalledDocker;
import dev.esb.lease.Owners;
import dev.esb.plan.PortStrategy;
import dev.esb.plan.RequestVariants;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a test reaches behind each name. The server answers with its host name, which is the beginning of its container's id. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class PublishedPortsEngineIT {
    private static final String STACK = """
            services:
              web: &server
                image: debian:trixie-slim
                init: true
                command: perl -MIO::Socket::INET -e '$$s = IO::Socket::INET->new(Listen => 5, LocalPort => 80);
                  while ($$c = $$s->accept) { print $$c $$ENV{HOSTNAME}; close $$c }'
                ports: ["8080-8082:80"]
                deploy: {replicas: 3}
              two:
                <<: *server
                ports: ["127.0.0.1:9000:80", "127.0.0.2:9001:80"]
                deploy: {replicas: 1}
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(
            value = PortStrategy.class,
            names = {"BLOCK", "EPHEMERAL"})
    void areThoseOfTheContainersAndAddressesThatTheirNamesSay(PortStrategy strategy) throws IOException {
        assumeTrue(InstalledDocker.sharesNetwork(), "the loopback addresses of the stack are another machine's");
        assumeFalse(strategy == PortStrategy.BLOCK && InstalledDocker.isPodman(), "Podman takes no port from a range");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            UpResult result = environment.up(
                    Owners.PERSON,
                    RequestVariants.withPorts(environment.request(), strategy),
                    EnvironmentOnEngine.OPTIONS,
                    environment.messages);

            Map<String, String> ids = new LinkedHashMap<>();
            for (ContainerSummary container : new Containers(InstalledDocker.CLI).of(environment.key.project())) {
                ids.put(container.service() + container.number(), container.id());
            }
            assertThat(ids.get("web1")).startsWith(answer(result, "127.0.0.1", "esb.port.web.80"));
            assertThat(ids.get("web2")).startsWith(answer(result, "127.0.0.1", "esb.port.web.80.2"));
            assertThat(ids.get("web3")).startsWith(answer(result, "127.0.0.1", "esb.port.web.80.3"));
            assertThat(ids.get("two1"))
                    .startsWith(answer(result, "127.0.0.1", "esb.port.two.tcp.127.0.0.1.9000.80"))
                    .startsWith(answer(result, "127.0.0.2", "esb.port.two.tcp.127.0.0.2.9001.80"));
            assertThat(result.results().properties()).doesNotContainKeys("esb.port.two.80", "esb.port.web.80.4");
        }
    }

    /** Of ports that follow one another, Podman lists the first. */
    @Test
    void areAllThoseOfAContainer() {
        String stack = """
                services:
                  web:
                    image: debian:trixie-slim
                    command: perl -MIO::Socket::INET -e '@l = map { IO::Socket::INET->new(Listen => 5, LocalPort => $$_) } 80, 81, 82; sleep 600'
                    init: true
                    ports: ["8080:80", "8081:81", "8082:82"]
                """;
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack)) {
            UpResult result = environment.up();

            assertThat(environment.messages.warnings).isEmpty();
            assertThat(result.results().properties())
                    .containsKeys("esb.port.web.80", "esb.port.web.81", "esb.port.web.82");
        }
    }

    private static String answer(UpResult result, String address, String property) throws IOException {
        int port = Integer.parseInt(result.results().properties().get(property));
        try (Socket socket = new Socket(address, port)) {
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).isNotEmpty();
            return answer;
        }
    }
}
