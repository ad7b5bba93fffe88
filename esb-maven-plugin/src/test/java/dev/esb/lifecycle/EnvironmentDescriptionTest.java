package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.PortBinding;
import dev.esb.environment.Directories;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import dev.esb.service.ServicePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a test that was started without Maven learns of its environment. */
class EnvironmentDescriptionTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("shop", "");
    private static final Map<String, String> HERE = Map.of("DOCKER_HOST", "unix:///var/run/docker.sock");

    private final FakeDocker docker = new FakeDocker();
    private Directories directories;

    @BeforeEach
    void makeDirectories(@TempDir Path home) throws IOException {
        directories = new DirectoryLayout(home, home.resolve("sockets"), home.resolve("target")).of(KEY);
        Files.createDirectories(directories.output());
        Files.createDirectories(directories.config());
    }

    @Test
    void hasThePortsAsTheEnginePublishesThemNow() {
        are(
                container("web", 1, "running", new PortBinding("127.0.0.1", 20001, 80, "tcp")),
                container("web", 2, "running", new PortBinding("127.0.0.1", 20002, 80, "tcp")),
                container("db", 1, "exited"));

        EnvironmentDescription shop = describe();

        assertThat(shop.state()).isEqualTo("degraded");
        assertThat(shop.services()).containsExactly("db", "web");
        assertThat(shop.ports()).extracting(ServicePort::text).containsExactly("127.0.0.1:20001", "127.0.0.1:20002");
        assertThat(shop.properties())
                .containsEntry("esb.env", "shop")
                .containsEntry("esb.project", "esb-shop")
                .containsEntry("esb.host", "127.0.0.1");
    }

    @Test
    void hasTheResultsOfTheLastUpAsFarAsTheyStillHold() throws IOException {
        write(
                "env.properties",
                "esb.project=esb-shop",
                "esb.port.web.http=20001",
                "esb.port.dns.53=20009",
                "esb.slot=7");
        are(container("web", 1, "running", new PortBinding("127.0.0.1", 20001, 80, "tcp")));

        assertThat(describe().properties())
                .containsEntry("esb.port.web.http", "20001")
                .containsEntry("esb.slot", "7")
                .doesNotContainKey("esb.port.dns.53");
    }

    @Test
    void hasNoneThatAnotherEnvironmentHasLeftInTheDirectory() throws IOException {
        write("env.properties", "esb.project=esb-shop-orders", "esb.slot=7");
        are(container("web", 1, "running"));

        assertThat(describe().properties()).doesNotContainKey("esb.slot");
    }

    @Test
    void hasItsCertificates() throws IOException {
        Files.createDirectories(directories.certificates());
        Files.createFile(directories.certificates().resolve("ca.crt"));
        are(container("web", 1, "running"));

        assertThat(describe().properties())
                .containsEntry(
                        "esb.certs.ca",
                        directories.certificates().resolve("ca.crt").toString())
                .containsEntry("esb.certs.trustStorePassword", "changeit");
    }

    @Test
    void isAbsentWithoutContainers() {
        are();

        assertThat(describe().state()).isEqualTo("absent");
    }

    @Test
    void isBusyWhileAnotherProcessIsAtWorkOnIt() throws IOException {
        are(container("web", 1, "running"));

        String state = EnvironmentLock.whileHeld(
                directories, Duration.ZERO, () -> describe().state());

        assertThat(state).isEqualTo("busy");
    }

    private void are(ContainerSummary... containers) {
        docker.answer(new ContainerCommand.ListAll(ComposeLabels.ofProject("esb-shop")), List.of(containers));
    }

    private EnvironmentDescription describe() {
        return EnvironmentDescription.of(docker, KEY, directories, HERE);
    }

    private void write(String name, String... lines) throws IOException {
        Files.write(directories.output().resolve(name), List.of(lines));
    }

    private static ContainerSummary container(String service, int number, String state, PortBinding... ports) {
        return new ContainerSummary(
                service + number,
                "esb-shop-" + service + "-" + number,
                "esb-shop",
                service,
                number,
                state,
                state.equals("exited") ? "Exited (1) 3 seconds ago" : "Up 3 seconds",
                List.of(ports));
    }
}
