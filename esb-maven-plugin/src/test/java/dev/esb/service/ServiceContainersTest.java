package dev.esb.service;

import static dev.esb.service.Summaries.exited;
import static dev.esb.service.Summaries.of;
import static dev.esb.service.Summaries.port;
import static dev.esb.service.Summaries.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.PortBinding;
import dev.esb.environment.ContainerPort;
import dev.esb.environment.Directories;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import dev.esb.lease.LeaseFixture;
import dev.esb.lease.Owners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceContainersTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("a", "");
    private static final Optional<ContainerPort> ANY = Optional.empty();

    @TempDir
    private Path directory;

    private final LeaseFixture leases = new LeaseFixture();
    private final FakeDocker docker = leases.serve(new FakeDocker());

    @Test
    void isTheFirstContainerThatRuns() {
        engineHas(
                of("web", 3, "running", "Up 1 second"),
                of("web", 1, "exited", "Exited (1)"),
                of("web", 2, "running", "Up"));

        assertThat(subject().running("web").number()).isEqualTo(2);
        assertThat(docker.calls()).hasSize(1);
    }

    @Test
    void namesTheServicesThatThereAre() {
        engineHas(running("web", "Up"), running("db", "Up"));

        assertThatThrownBy(() -> subject().running("dbb"))
                .isInstanceOf(EsbException.class)
                .hasMessage("The environment 'a' has no service 'dbb' (esb.service). There are: db, web.");
    }

    @Test
    void saysWhatBecameOfAServiceThatDoesNotRun() {
        engineHas(exited("seed", 0));

        assertThatThrownBy(() -> subject().running("seed"))
                .hasMessageStartingWith(
                        "No container of the service 'seed' of the environment 'a' runs (esb-a-seed-1: Exited (0) 1 second ago).")
                .hasMessageContaining("mvn esb:logs -Desb.env=a -Desb.service=seed")
                .hasMessageContaining("mvn esb:restart -Desb.env=a -Desb.service=seed");
    }

    @Test
    void saysHowAPausedServiceGoesOn() {
        engineHas(of("db", 1, "paused", "Up 2 hours (Paused)"));

        assertThatThrownBy(() -> subject().running("db"))
                .hasMessageEndingWith("it goes on with: mvn esb:unpause -Desb.env=a -Desb.service=db");
    }

    @Test
    void publishesThePortThatIsNamed() {
        engineHas(running(
                "web", "Up", port(20001, 80), port(20002, 443), new PortBinding("127.0.0.1", 20003, 53, "udp")));

        assertThat(found("web", tcp(443)).text()).isEqualTo("127.0.0.1:20002");
        assertThat(found("web", Optional.of(new ContainerPort(53, "udp"))).text())
                .isEqualTo("127.0.0.1:20003");
        assertThat(docker.calls()).as("one command for each").hasSize(2);
    }

    @Test
    void needsNoNameForAnOnlyPort() {
        engineHas(running("web", "Up", new PortBinding("::1", 20001, 80, "tcp")));

        assertThat(found("web", ANY))
                .isEqualTo(new ServicePort("web", "esb-a-web-1", new ContainerPort(80, "tcp"), "::1", 20001, "::1"));
        assertThat(found("web", ANY).text()).isEqualTo("[::1]:20001");
    }

    /** One port, though docker lists it for IPv4 and for IPv6. */
    @Test
    void isReachedOnAnAddressOfTheHostWhereItIsBoundToEvery() {
        engineHas(
                running("web", "Up", new PortBinding("::", 80, 80, "tcp"), new PortBinding("0.0.0.0", 80, 80, "tcp")));
        docker.answer(new EngineCommand.CurrentEndpoint(), "tcp://build-host:2376");

        assertThat(found("web", ANY))
                .isEqualTo(new ServicePort(
                        "web", "esb-a-web-1", new ContainerPort(80, "tcp"), "0.0.0.0", 80, "build-host"));
    }

    @Test
    void asksForANameWhereThereAreSeveral() {
        engineHas(running("web", "Up", port(20002, 443), port(20001, 80)));

        assertThatThrownBy(() -> found("web", ANY))
                .isInstanceOf(EsbException.class)
                .hasMessage("The service 'web' of the environment 'a' publishes several ports; name one of them with"
                        + " -Desb.containerPort=PORT: 80, 443.");
    }

    @Test
    void namesThePortsThatTheServicePublishes() {
        engineHas(running("web", "Up", port(20001, 80), new PortBinding("127.0.0.1", 20003, 53, "udp")));

        assertThatThrownBy(() -> found("web", tcp(53)))
                .hasMessage("The service 'web' of the environment 'a' does not publish the port 53 (esb.containerPort)."
                        + " It publishes: 53/udp, 80.");
    }

    @Test
    void namesThePortsOfOtherServicesWhereItHasNone() {
        engineHas(running("db", "Up"), running("web", "Up", port(20001, 80)));

        assertThatThrownBy(() -> found("db", ANY))
                .hasMessage("The service 'db' of the environment 'a' publishes no port. There are: web:80.");
    }

    /** What an earlier environment has left in the directory is not asked. */
    @Test
    void isNotThereThoughTheResultsOfAnEarlierEnvironmentAre() throws IOException {
        Files.createDirectories(directories().output());
        Files.writeString(directories().output().resolve("env.json"), "{\"esb.port.web.80\": \"20001\"}");
        leases.hold(EnvironmentKey.of("b", ""), 7, Owners.PERSON);
        engineHas();

        assertThatThrownBy(() -> found("web", ANY))
                .isInstanceOf(EsbException.class)
                .hasMessage(
                        "There is no environment 'a' on this engine (there are: b). Bring it up with: mvn esb:up -Desb.env=a");
    }

    @Test
    void saysThatAnotherProcessTakesTheEnvironmentDown() throws IOException {
        EnvironmentLock.whileHeld(directories(), Duration.ZERO, () -> {
            engineHas(running("web", "Up"), exited("db", 143));
            assertThatThrownBy(() -> subject().running("db"))
                    .isInstanceOf(EsbException.class)
                    .hasMessageStartingWith("Another process is at work on the environment 'a': it takes it down")
                    .hasMessageEndingWith("mvn esb:up -Desb.env=a");
            assertThat(subject().running("web").service())
                    .as("one that still runs")
                    .isEqualTo("web");

            engineHas();
            assertThatThrownBy(() -> subject().running("db")).hasMessageStartingWith("Another process is at work");
            return null;
        });
    }

    private void engineHas(ContainerSummary... containers) {
        docker.every(ContainerCommand.ListAll.class, command -> {
            assertThat(command.label()).isEqualTo(ComposeLabels.ofProject("esb-a"));
            return List.of(containers);
        });
    }

    private ServicePort found(String service, Optional<ContainerPort> port) {
        return subject().port(service, port, Map.of());
    }

    private static Optional<ContainerPort> tcp(int number) {
        return Optional.of(new ContainerPort(number, "tcp"));
    }

    private ServiceContainers subject() {
        return new ServiceContainers(docker, KEY, directories());
    }

    private Directories directories() {
        return new DirectoryLayout(directory.resolve("home"), directory.resolve("run"), directory.resolve("target/esb"))
                .of(KEY);
    }
}
