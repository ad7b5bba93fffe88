package dev.esb.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.esb.Commands;
import dev.esb.EnvironmentOnEngine;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand.Stop;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerCommand;
import dev.esb.docker.InstalledDocker;
import dev.esb.docker.StopSwitch;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Which containers {@code down} gives a grace period, and which it kills at once. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class ContainerStopEngineIT {
    private static final Duration GRACE = Duration.ofSeconds(6);
    private static final String NOT_SEEN =
            "what processes of another machine, or of other containers, wait for cannot be seen";

    /** Those that hear end with 7, some after a while; without a handler, a signal ends a process with 128 and its number. */
    private static final String STACK = """
            x-service: &service
              image: debian:trixie-slim
              healthcheck: {test: [CMD, test, -e, /tmp/ready], interval: 0.2s, retries: 300}
            services:
              ignoring:
                <<: *service
                command: [perl, -e, '$$SIG{TERM} = "IGNORE"; open F, ">/tmp/ready"; sleep 1 while 1']
              ignoring-quit:
                <<: *service
                stop_signal: QUIT
                command: [perl, -e, '$$SIG{QUIT} = "IGNORE"; $$SIG{TERM} = sub { exit 7 }; open F, ">/tmp/ready"; sleep 1 while 1']
              handling:
                <<: *service
                command: [perl, -e, '$$SIG{TERM} = sub { sleep 1; exit 7 }; open F, ">/tmp/ready"; sleep 1 while 1']
              handling-realtime:
                <<: *service
                stop_signal: SIGRTMIN+3
                command: [perl, -e, '$$SIG{NUM37} = sub { sleep 1; exit 7 }; open F, ">/tmp/ready"; sleep 1 while 1']
              with-init:
                <<: *service
                init: true
                command: [perl, -e, '$$SIG{TERM} = sub { sleep 1; exit 7 }; open F, ">/tmp/ready"; sleep 1 while 1']
              with-child:
                <<: *service
                command: [bash, -c, 'sleep 600 & touch /tmp/ready; wait']
              waiting:
                <<: *service
                command:
                  - perl
                  - -MPOSIX
                  - -e
                  - |
                    sigprocmask(SIG_BLOCK, POSIX::SigSet->new(SIGTERM)); open F, ">/tmp/ready";
                    # rt_sigtimedwait, as sigwait(3) calls it
                    my $$set = pack("Q", 1 << 14);
                    syscall((uname())[4] eq "x86_64" ? 128 : 137, $$set, 0, 0, 8); sleep 1; exit 7
              polling:
                <<: *service
                command:
                  - perl
                  - -MPOSIX
                  - -e
                  - |
                    sigprocmask(SIG_BLOCK, POSIX::SigSet->new(SIGTERM)); open F, ">/tmp/ready";
                    my $$pending = POSIX::SigSet->new;
                    do { select undef, undef, undef, 0.1; sigpending($$pending) } until $$pending->ismember(SIGTERM);
                    sleep 1; exit 7
              of-host:
                <<: *service
                pid: host
                command: [bash, -c, 'touch /tmp/ready; exec sleep 600']
              of-other:
                <<: *service
                pid: service:handling
                command: [bash, -c, 'touch /tmp/ready; exec sleep 600']
            """;

    private static final String SILENT = """
            services:
              silent:
                image: debian:trixie-slim
                command: sleep 600
            """;

    @TempDir
    private Path directory;

    private final Recording docker = new Recording();

    @Test
    void removesWhatIsPaused() {
        assumeTrue(
                InstalledDocker.hasCgroups(),
                "without cgroups, as without systemd where Docker is rootless, nothing is paused");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(docker, directory, SILENT)) {
            environment.up();
            environment.docker("pause", environment.key.project() + "-silent-1");

            new Down(docker, environment.messages)
                    .run(environment.key, environment.directories(), Duration.ofSeconds(1));

            environment.assertNothingLeft();
        }
    }

    @Tag("long")
    @Test
    void killsAtOnceOnlyWhatIgnoresItsStopSignal() {
        assumeTrue(InstalledDocker.showsProcesses(), NOT_SEEN);
        assumeTrue(InstalledDocker.hasCgroups(), "without cgroups, nothing shows of which container a process is");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(docker, directory, STACK)) {
            environment.up();

            new Down(docker, environment.messages).run(environment.key, environment.directories(), GRACE);

            assertThat(docker.killed()).containsExactlyInAnyOrder("ignoring", "ignoring-quit");
            assertThat(docker.exitCodes)
                    .isEqualTo(new TreeMap<>(Map.ofEntries(
                            Map.entry("ignoring", 137),
                            Map.entry("ignoring-quit", 137),
                            Map.entry("handling", 7),
                            Map.entry("handling-realtime", 7),
                            Map.entry("with-init", 7),
                            Map.entry("with-child", 137),
                            Map.entry("waiting", 7),
                            Map.entry("polling", 7),
                            Map.entry("of-host", 143),
                            Map.entry("of-other", 143))));
            environment.assertNothingLeft();
        }
    }

    @Test
    @EnabledIf(
            value = "dev.esb.Account#isRoot",
            disabledReason = "only root sees what processes of other accounts wait for")
    void killsAtOnceWhatHasNoHandler() {
        assumeTrue(InstalledDocker.showsProcesses(), NOT_SEEN);
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(docker, directory, SILENT)) {
            environment.up();

            new Down(docker, environment.messages).run(environment.key, environment.directories(), GRACE);

            assertThat(docker.killed()).containsExactly("silent");
            assertThat(docker.exitCodes).isEqualTo(Map.of("silent", 137));
            environment.assertNothingLeft();
        }
    }

    /** The engine, and what {@code down} did to the containers before it removed them. */
    private static final class Recording implements Docker {
        private static final String FORMAT =
                "{{index .Config.Labels \"com.docker.compose.service\"}} {{.State.ExitCode}} {{.Id}}";

        private final List<Stop> stops = new CopyOnWriteArrayList<>();
        private final Map<String, String> services = new TreeMap<>();
        private final Map<String, Integer> exitCodes = new TreeMap<>();

        /** The services whose containers got no time. */
        List<String> killed() {
            return stops.stream()
                    .filter(stop -> stop.graceSeconds() == 0)
                    .flatMap(stop -> stop.containers().stream())
                    .filter(services::containsKey)
                    .map(services::get)
                    .toList();
        }

        @Override
        public <R> R run(DockerCommand<R> command) {
            if (command instanceof Stop stop) {
                stops.add(stop);
            }
            return InstalledDocker.CLI.run(command);
        }

        @Override
        public void stream(DockerCommand<?> command, Consumer<String> lines, StopSwitch stopSwitch) {
            if (command instanceof ComposeCommand.Down down) {
                readExitCodes(down.project());
            }
            InstalledDocker.CLI.stream(command, lines, stopSwitch);
        }

        private void readExitCodes(String project) {
            List<String> inspect = new ArrayList<>(List.of("docker", "inspect", "--format", FORMAT));
            new Containers(InstalledDocker.CLI).of(project).forEach(container -> inspect.add(container.id()));
            if (inspect.size() > 4) {
                Commands.output(inspect).lines().map(line -> line.split(" ")).forEach(container -> {
                    exitCodes.put(container[0], Integer.parseInt(container[1]));
                    services.put(container[2], container[0]);
                });
            }
        }

        @Override
        public void copyOutput(DockerCommand<?> command, OutputStream receiver, StopSwitch stopSwitch) {
            InstalledDocker.CLI.copyOutput(command, receiver, stopSwitch);
        }

        @Override
        public int passThrough(DockerCommand<?> command) {
            return InstalledDocker.CLI.passThrough(command);
        }

        @Override
        public Map<String, String> variables() {
            return InstalledDocker.CLI.variables();
        }

        @Override
        public void requireOpen() {
            InstalledDocker.CLI.requireOpen();
        }
    }
}
