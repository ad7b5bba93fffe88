package dev.esb.lifecycle;

import static dev.esb.EnvironmentOnEngine.IDLE_STACK;
import static dev.esb.EnvironmentOnEngine.OPTIONS;
import static dev.esb.EnvironmentOnEngine.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.esb.DebugListener;
import dev.esb.EnvironmentOnEngine;
import dev.esb.EsbException;
import dev.esb.MonotonicClock;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.cleanup.Down.Outcome;
import dev.esb.docker.InstalledDocker;
import dev.esb.lease.Owner;
import dev.esb.lease.Owners;
import dev.esb.plan.RequestVariants;
import dev.esb.plan.StackRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stacks that do not come up. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class FailedUpEngineIT {
    /** One of the two cannot start. */
    private static final String HALF_STACK = """
            services:
              good:
                image: debian:trixie-slim
                init: true
                command: sh -c "echo good is here; exec sleep infinity"
                volumes: ["rows:/rows", "./state:/state"]
              bad:
                image: debian:trixie-slim
                depends_on: [good]
                command: /no/such/command
            volumes:
              rows:
            """;

    /** Prints its token, and ends. With a healthcheck, so that it is not ready before it ends, on however busy a machine. */
    private static final String TELLING_STACK = """
            services:
              talker:
                image: debian:trixie-slim
                init: true
                environment:
                  API_TOKEN: ${API_TOKEN:?}
                command: sh -c "echo no access with $$API_TOKEN; exit 1"
                healthcheck:
                  test: ["CMD", "false"]
            """;

    /** The second waits for the first without end. */
    private static final String WAITING_STACK = """
            services:
              first:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                volumes: ["rows:/rows", "./state:/state"]
                healthcheck: {test: "exit 1", interval: 1s, retries: 600}
              second:
                image: debian:trixie-slim
                depends_on: {first: {condition: service_healthy}}
                command: sleep infinity
            volumes:
              rows:
            """;

    @TempDir
    private Path directory;

    @Test
    void leavesEvidenceAndNothingElse() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, HALF_STACK)) {
            Path output = environment.directories().output();

            assertThatThrownBy(() -> environment.up(Owners.livingBuild(1)))
                    .isInstanceOf(EsbException.class)
                    .hasMessageContainingAll("did not come up", "/no/such/command", "It was taken down again")
                    .hasMessageContainingAll(
                            output.resolve("logs").toString(),
                            output.resolve("failure").toString());

            environment.assertNothingLeft();
            assertThat(output.resolve("failure/reason.txt")).content().contains("/no/such/command");
            assertThat(output.resolve("failure/ps.txt")).content().contains("good", "bad");
            assertThat(output.resolve("failure/inspect.json")).content().contains("/no/such/command");
            assertThat(permissions(output.resolve("failure/inspect.json"))).isEqualTo("rw-------");
            assertThat(output.resolve("logs/good.log")).content().contains("good is here");
        }
    }

    @Test
    void ofAPersonIsTakenDownToo() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, HALF_STACK)) {
            assertThatThrownBy(environment::up)
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("It was taken down again");

            environment.assertNothingLeft();
        }
    }

    @Test
    void keepLeavesItAndSaysHowToRemoveIt() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, HALF_STACK)) {
            assertThatThrownBy(() -> environment.up(Owners.PERSON, options(true)))
                    .isInstanceOf(EsbException.class)
                    .hasMessageContainingAll(
                            "mvn esb:logs -Desb.env=" + environment.key, "mvn esb:down -Desb.env=" + environment.key);
            assertThat(environment.containers()).hasSize(2);
            assertThat(environment.lease()).isPresent();
            assertThat(environment.volumes()).isNotEmpty();

            assertThat(environment.down()).isEqualTo(Outcome.DOWN);

            environment.assertNothingLeft();
        }
    }

    @Test
    void secretsAreMaskedInMessagesAndNotInTheLogsOfTheUser() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, TELLING_STACK)) {
            String token = "spell-" + environment.key;
            StackRequest request = RequestVariants.withVariables(environment.request(), Map.of("API_TOKEN", token));

            assertThatThrownBy(() -> environment.up(Owners.PERSON, request, OPTIONS, environment.messages))
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("no access with ***")
                    .hasMessageNotContaining(token);

            assertThat(environment.messages.infos).noneMatch(line -> line.contains(token));
            assertThat(environment.messages.warnings).noneMatch(line -> line.contains(token));
            Path output = environment.directories().output();
            assertThat(output.resolve("isolation.json")).content().doesNotContain(token);
            Path log = output.resolve("logs/talker.log");
            assertThat(log).content().contains("no access with " + token);
            assertThat(permissions(log)).isEqualTo("rw-------");
        }
    }

    /** What a build found running is not its own, however it fails. */
    @Test
    void ofABuildOnAPersonsEnvironmentLeavesItRunning() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, IDLE_STACK)) {
            environment.up();
            List<String> before = environment.containers();

            assertThatThrownBy(() -> environment.up(Owners.livingBuild(1), options(false, "false")))
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("the command 'false' (provision) ended with 1")
                    .hasMessageContaining("The environment was there before, and stays");

            assertThat(environment.containers()).isEqualTo(before);
            assertThat(environment.docker("inspect", "--format", "{{.State.Running}}", before.get(0)))
                    .isEqualToIgnoringNewLines("true");
            assertThat(environment.lease())
                    .hasValueSatisfying(lease -> assertThat(lease.owner()).isEqualTo(Owners.PERSON));
        }
    }

    static List<Owner> owners() {
        return List.of(Owners.PERSON, Owners.livingBuild(1));
    }

    /** A program that runs Maven in its own process cancels a build in this way. */
    @ParameterizedTest
    @MethodSource("owners")
    void anInterruptWhileServicesStartTakesDownWhatWasMadeAndStaysSet(Owner owner) {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, WAITING_STACK)) {
            Thread user = Thread.currentThread();
            Reporter interrupter = onFirstStart(user::interrupt);

            EsbException failure = catchThrowableOfType(
                    EsbException.class, () -> environment.up(owner, environment.request(), OPTIONS, interrupter));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure)
                    .hasMessageContainingAll("did not come up: Interrupted while 'docker compose", "taken down again");
            environment.assertNothingLeft();
        } finally {
            Thread.interrupted();
        }
    }

    /** Compose would wait as long as the healthcheck is retried, which is ten minutes. */
    @Test
    void aServiceForWhichComposeWaitsIsNamedWhenTheTimeIsUp() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, WAITING_STACK)) {
            AtomicLong waitsSince = new AtomicLong();
            Reporter reporter = new DebugListener(line -> {
                if (line.strip().matches("Container .*-first-1 +Waiting")) {
                    waitsSince.set(System.nanoTime());
                }
            });
            // On however busy a machine, the time is up when Compose waits, and not before.
            MonotonicClock clock = () -> {
                long now = System.nanoTime();
                boolean isWaiting = waitsSince.get() != 0 && now - waitsSince.get() > 1_000_000_000L;
                return isWaiting ? now + Duration.ofMinutes(1).toNanos() : now;
            };
            Up up = new Up(
                    InstalledDocker.CLI,
                    Owners.PERSON,
                    Clock.systemUTC(),
                    InstalledDocker.VARIABLES,
                    reporter,
                    clock,
                    Sleep.SYSTEM);

            assertThatThrownBy(() -> up.run(environment.request(), OPTIONS))
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("not every service was started within 60 s (esb.timeout);"
                            + " Compose waits for the service 'first'; not started: 'second'")
                    .hasMessageContaining("The last lines of 'first'");
            environment.assertNothingLeft();
        }
    }

    /** Calls back when Compose has started the first container. */
    private static Reporter onFirstStart(Runnable callback) {
        return new DebugListener(line -> {
            if (line.strip().matches("Container .*-first-1 +Started")) {
                callback.run();
            }
        });
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
