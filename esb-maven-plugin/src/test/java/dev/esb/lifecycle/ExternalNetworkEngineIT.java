package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.Commands;
import dev.esb.EnvironmentOnEngine;
import dev.esb.Reporter;
import dev.esb.docker.InstalledDocker;
import dev.esb.isolation.Finding;
import dev.esb.isolation.Severity;
import dev.esb.plan.Render;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A network that the stack takes for granted, with and without containers of others on it. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class ExternalNetworkEngineIT {
    @TempDir
    private Path directory;

    private final String network = "proxy-" + UUID.randomUUID().toString().substring(0, 8);

    private final String stack = """
            services:
              web:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                networks:
                  proxy:
                    aliases: ["web-of-${ESB_ENV}"]
            networks:
              proxy:
                name: %s
                external: true
            """.formatted(network);

    @Test
    void eachEnvironmentHasItsOwnWhereNobodyElseIsOnIt() {
        try (Network external = new Network(network);
                EnvironmentOnEngine one = new EnvironmentOnEngine(directory, stack);
                EnvironmentOnEngine other = new EnvironmentOnEngine(directory, stack)) {
            List<Finding> rendered = new Render(InstalledDocker.CLI, InstalledDocker.VARIABLES, Reporter.NONE)
                    .run(one.request())
                    .findings();
            UpResult result = one.up();
            other.up();

            assertThat(rendered).contains(onNetwork(result));
            assertThat(onNetwork(result).severity()).isEqualTo(Severity.CHANGED);
            assertThat(sees(one, "web-of-" + one.key)).isTrue();
            assertThat(sees(one, "web-of-" + other.key)).isFalse();
            assertThat(sees(other, "web-of-" + one.key)).isFalse();
            one.down();
            one.assertNothingLeft();
            assertThat(external.isThere()).isTrue();
        }
    }

    @Test
    void anEnvironmentComesUpWhereThereIsNoSuchNetwork() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack)) {
            environment.up();

            assertThat(sees(environment, "web-of-" + environment.key)).isTrue();
        }
    }

    @Test
    void allEnvironmentsReachAContainerOfOthersThatIsOnIt() {
        try (Network external = new Network(network);
                EnvironmentOnEngine one = new EnvironmentOnEngine(directory, stack);
                EnvironmentOnEngine other = new EnvironmentOnEngine(directory, stack)) {
            String traefik = external.container();
            UpResult first = one.up();
            UpResult second = other.up();

            assertThat(List.of(onNetwork(first), onNetwork(second))).allSatisfy(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.SHARED);
                assertThat(finding.message()).endsWith("outside the stack, '%s' is on it".formatted(traefik));
            });
            assertThat(sees(one, traefik)).isTrue();
            assertThat(sees(other, traefik)).isTrue();
            assertThat(sees(one, "web-of-" + other.key)).isTrue();
        }
    }

    @Tag("long")
    @Test
    void anEnvironmentThatIsUpKeepsWhatItHas() {
        try (Network external = new Network(network);
                EnvironmentOnEngine own = new EnvironmentOnEngine(directory, stack);
                EnvironmentOnEngine sharing = new EnvironmentOnEngine(directory, stack)) {
            own.up();
            List<String> before = own.containers();
            String traefik = external.container();
            sharing.up();
            List<String> sharingBefore = sharing.containers();

            UpResult again = own.up();

            assertThat(onNetwork(again).severity()).isEqualTo(Severity.CHANGED);
            assertThat(onNetwork(again).message()).contains("'%s'".formatted(traefik));
            assertThat(own.containers()).isEqualTo(before);
            assertThat(sees(own, traefik)).isFalse();
            external.removeContainers();
            assertThat(onNetwork(sharing.up()).severity()).isEqualTo(Severity.SHARED);
            assertThat(sharing.containers()).isEqualTo(sharingBefore);
        }
    }

    private static Finding onNetwork(UpResult result) {
        return result.findings().stream()
                .filter(finding -> finding.subject().equals("network proxy")
                        && finding.key().equals("external"))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the environment's container knows a host by this name. */
    private static boolean sees(EnvironmentOnEngine environment, String host) {
        return environment
                .docker(
                        "exec",
                        environment.containers().get(0),
                        "sh",
                        "-c",
                        "getent hosts %s > /dev/null && echo yes || echo no".formatted(host))
                .strip()
                .equals("yes");
    }

    /** A network that a person has made, and containers of theirs. */
    private record Network(String name) implements AutoCloseable {
        private Network {
            docker("network", "create", name);
        }

        /** Starts one, and returns its name. */
        private String container() {
            docker(
                    "run",
                    "--detach",
                    "--init",
                    "--name",
                    name + "-traefik",
                    "--network",
                    name,
                    "debian:trixie-slim",
                    "sleep",
                    "600");
            return name + "-traefik";
        }

        private void removeContainers() {
            docker("rm", "--force", name + "-traefik");
        }

        private boolean isThere() {
            return docker("network", "ls", "--quiet", "--filter", "name=" + name)
                            .lines()
                            .count()
                    == 1;
        }

        @Override
        public void close() {
            removeContainers();
            docker("network", "rm", name);
        }

        private static String docker(String... arguments) {
            return Commands.output(
                    Stream.concat(Stream.of("docker"), Arrays.stream(arguments)).toList());
        }
    }
}
