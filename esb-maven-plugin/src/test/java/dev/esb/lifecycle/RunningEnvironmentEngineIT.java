package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EnvironmentOnEngine;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.cleanup.Down.Outcome;
import dev.esb.docker.InstalledDocker;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.SubnetAssignment;
import dev.esb.plan.Render;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** An environment that is brought up again, with another stack, while it runs. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class RunningEnvironmentEngineIT {
    private static final String LISTENER = """
                image: debian:trixie-slim
                init: true
                command: perl -MIO::Socket::INET -e '$$s = IO::Socket::INET->new(Listen => 5, LocalPort => 80);
                  while ($$c = $$s->accept) { print $$c "hello"; close $$c }'
            """;

    private static final String STACK = """
            services:
              web:
            %s
                ports: ["8080:80"]
                volumes: ["rows:/rows", "./state:/state"]
                networks: [front]
            networks:
              front:
            volumes:
              rows:
            """.formatted(LISTENER);

    /** With a service and a network that come first, however they are sorted. */
    private static final String GROWN_STACK = """
            services:
              api:
            %s
                ports: ["8079:80"]
                networks: [back]
            """.formatted(LISTENER)
            + STACK.replace("services:\n", "").replace("networks:\n  front:", "networks:\n  back:\n  front:");

    @TempDir
    private Path directory;

    @Test
    void keepsItsPortsSubnetsContainersAndDataWhenAServiceAndANetworkAreAdded() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            UpResult before = environment.up();
            String web = environment.containers().get(0);
            environment.docker("exec", web, "sh", "-c", "echo seven > /rows/row; echo eight > /state/row");
            // The path was missing, so it was moved. Now the person makes it.
            Files.createDirectory(directory.resolve("state"));
            write(GROWN_STACK);
            EnvironmentPlan rendered = new Render(InstalledDocker.CLI, InstalledDocker.VARIABLES, Reporter.NONE)
                    .run(environment.request())
                    .environment();

            UpResult after = environment.up();

            assertThat(environment.messages.warnings).isEmpty();
            assertThat(after.environment()).isEqualTo(rendered);
            assertThat(published(after, "web")).isEqualTo(published(before, "web"));
            assertThat(published(after, "api")).isNotEqualTo(published(before, "web"));
            assertThat(subnets(after, "front")).isEqualTo(subnets(before, "front"));
            assertThat(subnets(after, "back")).isNotEqualTo(subnets(before, "front"));
            assertThat(environment.containers()).hasSize(2).contains(web);
            assertThat(environment.docker("exec", web, "cat", "/rows/row", "/state/row"))
                    .isEqualTo("seven\neight\n");

            write(STACK);
            UpResult shrunk = environment.up();

            assertThat(published(shrunk, "web")).isEqualTo(published(before, "web"));
            assertThat(environment.containers()).containsExactly(web);

            write(STACK.replace("  web:", "  zoo:"));
            UpResult replaced = environment.up();

            assertThat(environment.messages.warnings).isEmpty();
            assertThat(published(replaced, "zoo")).isEqualTo(published(before, "web"));
            assertThat(environment.down()).isEqualTo(Outcome.DOWN);
            environment.assertNothingLeft();
        }
    }

    @Tag("long")
    @Test
    void givesUpOnlyThePortOfAStoppedServiceThatSomethingElseHasTaken() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, GROWN_STACK)) {
            UpResult before = environment.up();
            String project = environment.key.project();
            String web = environment.docker("inspect", "--format", "{{.Id}}", project + "-web-1");
            environment.docker("stop", "--time", "0", project + "-api-1");
            String holder = environment.foreignContainer("--publish", published(before, "api") + ":80");

            UpResult after = environment.up();

            assertThat(published(after, "web")).isEqualTo(published(before, "web"));
            assertThat(published(after, "api")).isNotEqualTo(published(before, "api"));
            assertThat(environment.docker("inspect", "--format", "{{.Id}}", project + "-web-1"))
                    .isEqualTo(web);
            assertThat(subnets(after, "front")).isEqualTo(subnets(before, "front"));
            assertThat(subnets(after, "back")).isEqualTo(subnets(before, "back"));
            assertThat(environment.messages.warnings)
                    .singleElement()
                    .asString()
                    .contains("Port " + published(before, "api"), "'" + holder + "'");
        }
    }

    @Test
    void refusesAnotherSlotThanTheOneThatItRunsIn() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            int slot = environment.up().environment().slot();
            List<String> before = environment.containers();

            assertThatThrownBy(() -> environment.up(OptionalInt.of(slot + 1)))
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("runs in slot %s", slot)
                    .hasMessageContaining("mvn esb:down " + environment.key.options());

            assertThat(environment.containers()).isEqualTo(before);
        }
    }

    private void write(String stack) throws IOException {
        Files.writeString(directory.resolve("compose.yml"), stack);
    }

    private static int published(UpResult result, String service) {
        return result.ports().stream()
                .filter(port -> port.request().service().equals(service))
                .findFirst()
                .orElseThrow()
                .published();
    }

    private static List<SubnetAssignment> subnets(UpResult result, String network) {
        return result.environment().subnets().get(network);
    }
}
