package dev.esb.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.EnvironmentOnEngine;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.InstalledDocker;
import dev.esb.docker.StopSwitch;
import dev.esb.environment.ContainerPort;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.BuildProcess;
import dev.esb.lease.Owners;
import dev.esb.plan.PortStrategy;
import dev.esb.plan.RequestVariants;
import dev.esb.service.Restart.Restarted;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The goals port, exec and restart, but for what Maven does. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class ServiceGoalsEngineIT {
    /** The server answers with the number of the container's starts, which it counts in a file. */
    private static final String STACK = """
            services:
              web:
                image: debian:trixie-slim
                init: true
                command: perl -MIO::Socket::INET -e 'open $$f, ">>", "/starts"; print $$f "x"; close $$f;
                  $$s = IO::Socket::INET->new(Listen => 5, LocalPort => 80);
                  while ($$c = $$s->accept) { print $$c -s "/starts"; close $$c }'
                ports: ["8080:80"]
                depends_on: [db]
              db:
                image: debian:trixie-slim
                init: true
                command: sh -c 'sleep 1.5; echo all is read; exec sleep infinity'
                labels: {dev.esb.wait.log: "all is read$$"}
            """;

    @TempDir
    private Path directory;

    @Test
    void reachAServiceBeforeAndAfterARestart() throws Exception {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            environment.up();
            ServicePort before = port(environment);
            assertThat(answer(before)).isEqualTo("1");

            Restarted restarted = restart(environment, List.of());

            assertThat(restarted.containers()).hasSize(2);
            assertThat(readyLines(environment)).isEqualTo(2);
            assertThat(restarted.moved()).isEmpty();
            assertThat(port(environment)).isEqualTo(before);
            assertThat(answer(before)).isEqualTo("2");

            Process exec = exec(environment, "web", "sh", "-c", "cat; echo starts >&2; exit $(wc -c </starts)");
            try (OutputStream input = exec.getOutputStream()) {
                input.write("from a pipe\n".getBytes(UTF_8));
            }
            assertThat(exec.inputReader().lines()).containsExactly("from a pipe");
            assertThat(exec.errorReader().lines()).containsExactly("starts");
            assertThat(exec.waitFor()).isEqualTo(2);

            environment.down();
            environment.assertNothingLeft();
        }
    }

    @Tag("long")
    @Test
    void tellThePortsThatTheEngineChoosesAtARestart() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            environment.up(
                    Owners.PERSON,
                    RequestVariants.withPorts(environment.request(), PortStrategy.EPHEMERAL),
                    EnvironmentOnEngine.OPTIONS,
                    environment.messages);

            restart(environment, List.of("web"));

            assertThat(answer(port(environment))).isEqualTo("2");
        }
    }

    /** How often the database has logged what is waited for. */
    private static long readyLines(EnvironmentOnEngine environment) {
        List<String> lines = new ArrayList<>();
        InstalledDocker.CLI.stream(
                new ContainerCommand.Logs("esb-" + environment.key + "-db-1", 10), lines::add, new StopSwitch());
        return lines.stream().filter("all is read"::equals).count();
    }

    private static ServicePort port(EnvironmentOnEngine environment) {
        return new ServiceContainers(InstalledDocker.CLI, environment.key, environment.directories())
                .port("web", Optional.of(new ContainerPort(80, "tcp")), System.getenv());
    }

    private static Restarted restart(EnvironmentOnEngine environment, List<String> services) {
        return new Restart(InstalledDocker.CLI, BuildProcess.current(1), System.getenv(), environment.messages)
                .run(
                        environment.key,
                        environment.directories(),
                        services,
                        List.of(),
                        Duration.ZERO,
                        Duration.ofSeconds(60));
    }

    private static String answer(ServicePort port) throws IOException {
        try (Socket socket = new Socket(port.host(), port.published())) {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** In a process of its own, whose streams the command gets: those of this one belong to Failsafe. */
    private Process exec(EnvironmentOnEngine environment, String... serviceAndCommand) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                directory.toString(),
                environment.key.name().value());
        builder.command().addAll(List.of(serviceAndCommand));
        return builder.start();
    }

    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            Path directory = Path.of(arguments[0]);
            EnvironmentKey key = EnvironmentKey.of(arguments[1], "");
            ServiceContainers containers = new ServiceContainers(
                    InstalledDocker.CLI, key, new DirectoryLayout(directory, directory, directory).of(key));
            List<String> words = Arrays.asList(arguments).subList(3, arguments.length);
            System.exit(new ServiceCommand(arguments[2], Optional.empty(), words)
                    .run(InstalledDocker.CLI, containers, false));
        }
    }
}
