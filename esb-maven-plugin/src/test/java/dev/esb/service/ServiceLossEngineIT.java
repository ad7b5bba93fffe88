package dev.esb.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.esb.EnvironmentOnEngine;
import dev.esb.Sleep;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.EmptyImage;
import dev.esb.docker.InstalledDocker;
import dev.esb.docker.PauseRecord;
import dev.esb.environment.ContainerPort;
import dev.esb.lease.BuildProcess;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The goals stop, start, pause, unpause and kill, but for what Maven does. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class ServiceLossEngineIT {
    /** The database ends with 0 when it is stopped, as many servers do. The server answers with the number of its container's starts. */
    private static final String STACK = """
            services:
              web:
                image: debian:trixie-slim
                init: true
                command: perl -MIO::Socket::INET -e 'open $$f, ">>", "/starts"; print $$f "x"; close $$f;
                  $$s = IO::Socket::INET->new(Listen => 5, LocalPort => 80);
                  while ($$c = $$s->accept) { print $$c -s "/starts"; close $$c }'
                ports: ["8080:80"]
                depends_on:
                  db: {condition: service_healthy}
                  seed: {condition: service_completed_successfully}
              db:
                image: debian:trixie-slim
                command: sh -c 'trap "exit 0" TERM; while true; do sleep 0.1; done'
                healthcheck: {test: "true", interval: 1s}
              seed:
                image: debian:trixie-slim
                command: sh -c 'echo seeded'
                depends_on: [db]
            """;

    private static final String WITHOUT_CGROUPS = "an engine without cgroups cannot pause";

    @TempDir
    private Path directory;

    /** Without systemd, Podman runs no healthchecks for which a service could wait. */
    private static String stack() {
        return InstalledDocker.isPodman() ? STACK.replace("service_healthy", "service_started") : STACK;
    }

    @Test
    void takeAServiceAwayAndGiveItBackWithItsPorts() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack())) {
            environment.up();
            ServicePort port = port(environment);

            assertThat(stop(environment, "db").changed()).hasSize(1);
            assertThat(states(environment)).isEqualTo(Map.of("db", "exited", "seed", "exited", "web", "running"));
            assertThat(stop(environment).changed()).hasSize(1);
            assertThat(states(environment).values()).containsOnly("exited");

            ServicesStarted started = start(environment);

            assertThat(services(started.started())).containsExactly("db", "web");
            assertThat(services(started.done())).containsExactly("seed");
            assertThat(started.moved()).isEmpty();
            assertThat(port(environment)).isEqualTo(port);
            assertThat(answer(port)).isEqualTo("2");

            assertThat(kill(environment, "KILL", "web").changed()).hasSize(1);
            assertThat(states(environment)).containsEntry("web", "exited").containsEntry("db", "running");
            assertThatThrownBy(() -> kill(environment, "KILL", "web")).hasMessageContaining("mvn esb:start");
            assertThat(services(start(environment, "web").started())).containsExactly("web");
            assertThat(answer(port)).isEqualTo("3");

            kill(environment, "CONT", "web");
            assertThat(answer(port)).isEqualTo("3");

            assertThat(services(start(environment, "seed").started())).containsExactly("seed");
            assertThat(start(environment, "db", "web").started()).isEmpty();

            environment.down();
            environment.assertNothingLeft();
        }
    }

    @Test
    void holdAServiceAndLetItGoOn() throws IOException {
        assumeTrue(InstalledDocker.hasCgroups(), WITHOUT_CGROUPS);
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack())) {
            environment.up();

            assertThat(services(pause(environment, "web").changed())).containsExactly("web");
            assertThat(states(environment)).containsEntry("web", "paused").containsEntry("db", "running");
            ServicesChanged all = pause(environment);
            assertThat(services(all.changed())).containsExactly("db");
            assertThat(services(all.others())).containsExactly("web");
            assertThatThrownBy(() -> start(environment))
                    .hasMessageContaining("mvn esb:unpause " + environment.key.options() + " -Desb.service=db,web");

            assertThat(services(unpause(environment, "web").changed())).containsExactly("web");
            assertThat(services(unpause(environment).others())).containsExactly("web");
            assertThat(states(environment)).isEqualTo(Map.of("db", "running", "seed", "exited", "web", "running"));
            assertThat(answer(port(environment))).isEqualTo("1");

            pause(environment);
            stop(environment, "web");
            kill(environment, "KILL", "db");
            assertThat(states(environment).values()).containsOnly("exited");
        }
    }

    /** Its healthchecks fail meanwhile, and it counts as unhealthy when it goes on. */
    @Tag("long")
    @Test
    void leaveNothingThatUpRestartOrDownCannotUse() throws IOException {
        assumeTrue(InstalledDocker.hasCgroups(), WITHOUT_CGROUPS);
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack())) {
            environment.up();
            pause(environment);
            if (!InstalledDocker.isPodman()) {
                awaitFailedHealthchecks(environment);
            }

            environment.up();
            assertThat(states(environment)).containsEntry("web", "running").containsEntry("db", "running");
            assertThat(answer(port(environment))).isEqualTo("1");

            pause(environment, "web");
            stop(environment, "db");
            environment.up();
            assertThat(states(environment)).containsEntry("web", "running").containsEntry("db", "running");

            pause(environment);
            new Restart(InstalledDocker.CLI, BuildProcess.current(1), System.getenv(), environment.messages)
                    .run(
                            environment.key,
                            environment.directories(),
                            List.of(),
                            List.of(),
                            Duration.ZERO,
                            Duration.ofSeconds(60));
            assertThat(answer(port(environment))).isEqualTo("2");

            pause(environment);
            environment.down();
            environment.assertNothingLeft();
        }
    }

    @Tag("long")
    @Test
    void leaveAContainerAloneThatAnotherEnvironmentCopies() throws IOException {
        assumeTrue(InstalledDocker.hasCgroups(), WITHOUT_CGROUPS);
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack())) {
            environment.up();
            String project = environment.key.project();
            String container = project + "-db-1";
            // As if another environment had made it; of this one, so that all of it is removed with it.
            try (EmptyImage image = EmptyImage.ofProject(InstalledDocker.CLI, project)) {
                PauseRecord record = PauseRecord.begin(
                                InstalledDocker.CLI, container, project, image.id(), Map.of(), Map.of())
                        .orElseThrow();
                assertThatThrownBy(() -> unpause(environment)).hasMessageContaining("'" + container + "' is paused");
                assertThatThrownBy(() -> kill(environment, "KILL", "db")).hasMessageContaining("copies what it writes");
                assertThat(states(environment)).containsEntry("db", "paused");
                pause(environment, "web");
                unpause(environment, "web");
                record.end(InstalledDocker.CLI);
            }
            assertThat(states(environment)).containsEntry("db", "running").containsEntry("web", "running");
        }
    }

    private static void awaitFailedHealthchecks(EnvironmentOnEngine environment) {
        List<String> id = containers(environment).stream()
                .filter(container -> container.service().equals("db"))
                .map(ContainerSummary::id)
                .toList();
        long start = System.nanoTime();
        while (InstalledDocker.CLI.run(new ContainerCommand.InspectHealth(id)).stream()
                .noneMatch(health -> health.health() == ContainerSummary.Health.UNHEALTHY)) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
            Sleep.SYSTEM.sleep(Duration.ofMillis(200));
        }
    }

    private static ServicesChanged stop(EnvironmentOnEngine environment, String... services) {
        return new Stop(InstalledDocker.CLI, BuildProcess.current(1), System.getenv())
                .run(environment.key, environment.directories(), List.of(services), Duration.ofSeconds(5));
    }

    private static ServicesChanged kill(EnvironmentOnEngine environment, String signal, String... services) {
        return new Kill(InstalledDocker.CLI, BuildProcess.current(1), System.getenv())
                .run(environment.key, environment.directories(), List.of(services), KillSignal.read(signal));
    }

    private static ServicesChanged pause(EnvironmentOnEngine environment, String... services) {
        return new Pause(InstalledDocker.CLI, BuildProcess.current(1), System.getenv())
                .pause(environment.key, environment.directories(), List.of(services));
    }

    private static ServicesChanged unpause(EnvironmentOnEngine environment, String... services) {
        return new Pause(InstalledDocker.CLI, BuildProcess.current(1), System.getenv())
                .unpause(environment.key, environment.directories(), List.of(services));
    }

    private static ServicesStarted start(EnvironmentOnEngine environment, String... services) {
        return new Start(InstalledDocker.CLI, BuildProcess.current(1), System.getenv(), environment.messages)
                .run(environment.key, environment.directories(), List.of(services), List.of(), Duration.ofSeconds(60));
    }

    private static List<ContainerSummary> containers(EnvironmentOnEngine environment) {
        return new Containers(InstalledDocker.CLI).of(environment.key.project());
    }

    private static Map<String, String> states(EnvironmentOnEngine environment) {
        return containers(environment).stream()
                .collect(Collectors.toMap(
                        ContainerSummary::service, ContainerSummary::state, (a, b) -> a, TreeMap::new));
    }

    private static List<String> services(List<ContainerSummary> containers) {
        return containers.stream().map(ContainerSummary::service).toList();
    }

    private static ServicePort port(EnvironmentOnEngine environment) {
        return new ServiceContainers(InstalledDocker.CLI, environment.key, environment.directories())
                .port("web", Optional.of(new ContainerPort(80, "tcp")), System.getenv());
    }

    private static String answer(ServicePort port) throws IOException {
        try (Socket socket = new Socket(port.host(), port.published())) {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
