package dev.esb.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.FakeTime;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerRun;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.EngineIds;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.PortBinding;
import dev.esb.engine.Engine;
import dev.esb.engine.EnginePlace.Elsewhere;
import dev.esb.start.StartFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WaitChecksTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final ContainerCommand.FollowLogs LOG = new ContainerCommand.FollowLogs("id-db", Optional.empty());
    private static final ContainerCommand.Exec EXEC = new ContainerCommand.Exec("id-db", List.of("pg_isready", "-q"));

    private final FakeTime time = new FakeTime();
    private final FakeDocker docker = new FakeDocker();
    private final List<String> probed = new ArrayList<>();
    private Engine engine = Engine.local("engine");
    private BiPredicate<String, Integer> isListening = (host, port) -> true;
    private Function<Supplier<String>, CompletableFuture<String>> background = WaitChecksTest::atOnce;

    @Test
    void costNoCommandWhereThereAreNone() {
        WaitChecks checks = checks();

        assertThat(checks.missing(running("db"), false)).isEmpty();
        assertThat(docker.calls()).isEmpty();
    }

    @Test
    void ofAnotherServiceDoNotMatter() {
        assertThat(checks("web", "log", "ready").missing(running("db"), false)).isEmpty();
        assertThat(docker.calls()).isEmpty();
    }

    @Test
    void aLineOfTheLogIsFollowedUntilItIsThere() {
        startedOnce();
        docker.printsUntilStopped(LOG, () -> {}, "starting", "database system is ready to accept connections", "later");
        WaitChecks checks = checks("db", "log", "is ready");

        assertThat(checks.missing(running("db"), false)).isEmpty();
        assertThat(checks.missing(running("db"), false)).isEmpty();
        assertThat(docker.calls(ContainerCommand.FollowLogs.class)).hasSize(1);
    }

    @Test
    void aLogIsFollowedByOneCommandAsLongAsTheContainerRuns() {
        CompletableFuture<String> endless = new CompletableFuture<>();
        List<Supplier<String>> begun = new ArrayList<>();
        background = work -> {
            begun.add(work);
            return endless;
        };
        WaitChecks checks = checks("db", "log", "is ready");

        for (int i = 0; i < 50; i++) {
            assertThat(checks.missing(running("db"), false)).isEqualTo("log 'is ready': no such line so far");
            time.sleep(Duration.ofSeconds(1));
        }
        assertThat(begun).hasSize(1);
    }

    @Test
    void aLogThatCannotBeReadIsTriedAgain() {
        startedOnce();
        docker.fails(LOG, 1, "Error: configured logging driver does not support reading");
        docker.prints(LOG, "is ready");
        WaitChecks checks = checks("db", "log", "is ready");

        assertThat(checks.missing(running("db"), false))
                .isEqualTo("log 'is ready': Error: configured logging driver does not support reading");
        assertThat(checks.missing(running("db"), false)).isNotEmpty();
        time.sleep(Duration.ofSeconds(1));
        assertThat(checks.missing(running("db"), false)).isEmpty();
    }

    @Test
    void aLogHasTheLastRunOfTheContainerOnly() {
        docker.answer(
                new ContainerCommand.InspectRun("id-db"),
                Optional.of(new ContainerRun(true, START, Optional.of(START.minusSeconds(2)))));
        ContainerCommand.FollowLogs last = new ContainerCommand.FollowLogs("id-db", Optional.of(START.minusSeconds(1)));
        docker.prints(last, "is ready");

        assertThat(checks("db", "log", "is ready").missing(running("db"), false))
                .isEmpty();
        assertThat(docker.calls()).contains(last);
    }

    @Test
    void aLineOfAServiceThatHasEndedCounts() {
        startedOnce();
        docker.prints(LOG, "migrated");

        assertThat(checks("db", "log", "migrated").missing(exited("db", 0), false))
                .isEmpty();
    }

    /** What was followed while it ran may have been an earlier run. */
    @Test
    void aLogIsReadOnceMoreAfterTheEnd() {
        startedOnce();
        docker.prints(LOG, "starting");
        docker.prints(LOG, "starting", "migrated");
        WaitChecks checks = checks("db", "log", "migrated");

        assertThat(checks.missing(running("db"), false)).isEqualTo("log 'migrated': no such line so far");
        assertThat(checks.missing(exited("db", 0), false)).isEmpty();
    }

    @Test
    void aLineThatNeverCameFailsOnceTheServiceHasEnded() {
        startedOnce();
        docker.prints(LOG, "nothing to do");

        assertThatThrownBy(() -> checks("db", "log", "migrated").missing(exited("db", 0), false))
                .isInstanceOfSatisfying(
                        StartFailedException.class,
                        failure -> assertThat(failure.names("db")).isTrue())
                .hasMessage(
                        "service 'db' ended with 0 and did not satisfy its wait before: log 'migrated': no such line so far");
    }

    @Test
    void aCommandIsRunUntilItEndsWithZero() {
        docker.fails(EXEC, 2, "starting up\n\nno response\n");
        docker.answer(EXEC, (Void) null);
        WaitChecks checks = checks("db", "command", "pg_isready -q");

        assertThat(checks.missing(running("db"), false)).isEqualTo("command 'pg_isready -q': exit 2, no response");
        assertThat(checks.missing(running("db"), false)).isNotEmpty();
        assertThat(docker.calls()).hasSize(1);
        time.sleep(Duration.ofSeconds(1));
        assertThat(checks.missing(running("db"), false)).isEmpty();
        time.sleep(Duration.ofSeconds(1));
        assertThat(checks.missing(running("db"), false)).isEmpty();
        assertThat(docker.calls()).hasSize(2);
    }

    @Test
    void aCommandThatHangsIsEndedAndRunAgain() {
        List<CompletableFuture<String>> runs = new ArrayList<>();
        background = work -> {
            runs.add(new CompletableFuture<>());
            return runs.get(runs.size() - 1);
        };
        WaitChecks checks = checks("db", "command", "pg_isready -q");
        assertThat(checks.missing(running("db"), false)).isEqualTo("command 'pg_isready -q': no answer yet");
        time.sleep(Duration.ofSeconds(30));

        checks.missing(running("db"), false);
        runs.get(0).complete("exit 143");

        assertThat(checks.missing(running("db"), false)).isEqualTo("command 'pg_isready -q': did not end within 30 s");
        time.sleep(Duration.ofSeconds(1));
        checks.missing(running("db"), false);
        assertThat(runs).hasSize(2);
    }

    @Test
    void aPortIsTriedUntilItAnswers() {
        isListening = (host, port) -> probed.size() == 3;
        WaitChecks checks = checks("db", "tcp", "5432");

        assertThat(checks.missing(running("db"), false)).isEqualTo("tcp 5432: port does not answer");
        assertThat(checks.missing(running("db"), false)).isEqualTo("tcp 5432: port does not answer");
        assertThat(checks.missing(running("db"), false)).isEmpty();
        assertThat(checks.missing(running("db"), false)).isEmpty();
        assertThat(probed).containsExactly("127.0.0.1:20000", "127.0.0.1:20000", "127.0.0.1:20000");
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, 10.1.2.3:20000", "'::', 10.1.2.3:20000", "192.168.7.1, 192.168.7.1:20000"})
    void aPortIsReachedWhereTheEnginePublishesIt(String address, String expected) {
        engine = new Engine(EngineIds.lasting("engine"), new Elsewhere("10.1.2.3"));
        ContainerSummary container = container(
                "db",
                "running",
                "Up 1 second",
                List.of(new PortBinding(address, 19999, 5432, "udp"), new PortBinding(address, 20000, 5432, "tcp")));

        assertThat(checks("db", "tcp", "5432").missing(container, false)).isEmpty();
        assertThat(probed).containsExactly(expected);
    }

    /** As with a service in internal networks only. */
    @Test
    void aPortThatTheEngineDoesNotPublishIsSaidToBeSo() {
        ContainerSummary container = container("db", "running", "Up 1 second", List.of());

        assertThat(checks("db", "tcp", "5432").missing(container, false))
                .isEqualTo("tcp 5432: the engine does not publish port 5432");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "command"})
    void aServiceThatHasEndedFailsAtOnce(String kind) {
        WaitChecks checks = checks("db", kind, "5432");

        assertThatThrownBy(() -> checks.missing(exited("db", 0), false))
                .isInstanceOf(StartFailedException.class)
                .hasMessageStartingWith("service 'db' ended with 0 and did not satisfy its wait before: " + kind);
        assertThat(docker.calls()).isEmpty();
    }

    @Test
    void aWaitThatWasSatisfiedBeforeTheEndStaysSatisfied() {
        WaitChecks checks = checks("db", "tcp", "5432");
        checks.missing(running("db"), false);

        assertThat(checks.missing(exited("db", 0), false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"restarting, Restarting (1) 1 second ago", "exited, Exited (1) 1 second ago"})
    void aContainerThatIsStartedAgainIsAskedAnew(String state, String status) {
        WaitChecks checks = checks("db", "tcp", "5432");
        checks.missing(running("db"), true);

        assertThat(checks.missing(container("db", state, status, List.of()), true))
                .isEqualTo("tcp 5432: the container is " + state);
        checks.missing(running("db"), true);

        assertThat(probed).hasSize(2);
    }

    @Test
    void aContainerThatWasPausedIsNotAskedAnew() {
        WaitChecks checks = checks("db", "tcp", "5432");
        checks.missing(running("db"), false);
        checks.missing(container("db", "paused", "Up 2 seconds (Paused)", List.of()), false);
        checks.missing(running("db"), false);

        assertThat(probed).hasSize(1);
    }

    @Test
    void everyContainerOfAServiceIsAsked() {
        isListening = (host, port) -> port == 20000;
        WaitChecks checks = checks("db", "tcp", "5432");
        ContainerSummary second = new ContainerSummary(
                "id-2",
                "db-2",
                "esb-a",
                "db",
                2,
                "running",
                "Up",
                List.of(new PortBinding("127.0.0.1", 20001, 5432, "tcp")));

        assertThat(checks.missing(running("db"), false)).isEmpty();
        assertThat(checks.missing(second, false)).isNotEmpty();
    }

    @Test
    void allWaitsOfAServiceAreSaid() {
        isListening = (host, port) -> false;
        docker.fails(EXEC, 1, "");
        List<ServiceWait> waits = PomWaits.read(
                List.of(Map.of("service", "db", "tcp", "5432"), Map.of("service", "db", "command", "pg_isready -q")));

        assertThat(checks(waits).missing(running("db"), false))
                .isEqualTo("tcp 5432: port does not answer, command 'pg_isready -q': exit 1");
    }

    @Test
    void aTimeLimitIsCountedFromWhenTheContainerWasFirstAsked() {
        isListening = (host, port) -> false;
        time.sleep(Duration.ofMinutes(5));
        WaitChecks checks = checks("db", "tcp", "5432", "timeout", "10");
        checks.missing(running("db"), true);
        time.sleep(Duration.ofSeconds(5));
        checks.missing(container("db", "restarting", "Restarting (1) 1 second ago", List.of()), true);
        time.sleep(Duration.ofMillis(4999));
        checks.missing(running("db"), true);
        time.sleep(Duration.ofMillis(1));

        assertThatThrownBy(() -> checks.missing(running("db"), true))
                .isInstanceOfSatisfying(
                        StartFailedException.class,
                        failure -> assertThat(failure.names("db")).isTrue())
                .hasMessage("service 'db' did not satisfy its wait within 10 s: tcp 5432: port does not answer");
    }

    @Test
    void whatRunsIsEndedWithTheChecks() throws Exception {
        startedOnce();
        CompletableFuture<Void> isFollowed = new CompletableFuture<>();
        docker.printsUntilStopped(LOG, () -> isFollowed.complete(null), "starting");
        List<CompletableFuture<String>> runs = new ArrayList<>();
        background = work -> {
            runs.add(CompletableFuture.supplyAsync(work));
            return runs.get(0);
        };

        try (WaitChecks checks = checks("db", "log", "is ready")) {
            checks.missing(running("db"), false);
            isFollowed.join();
        }

        assertThat(runs.get(0).get()).isNotEmpty();
    }

    private static CompletableFuture<String> atOnce(Supplier<String> work) {
        return CompletableFuture.completedFuture(work.get());
    }

    private void startedOnce() {
        docker.answer(
                new ContainerCommand.InspectRun("id-db"), Optional.of(new ContainerRun(true, START, Optional.empty())));
    }

    /** @param texts of one wait: its service, and then a key before each text */
    private WaitChecks checks(String... texts) {
        if (texts.length == 0) {
            return checks(List.of());
        }
        return checks(PomWaits.read(List.of(
                texts.length > 3
                        ? Map.of("service", texts[0], texts[1], texts[2], texts[3], texts[4])
                        : Map.of("service", texts[0], texts[1], texts[2]))));
    }

    private WaitChecks checks(List<ServiceWait> waits) {
        return new WaitChecks(
                waits,
                docker,
                engine,
                new HttpProbe(Optional.empty()),
                (host, port) -> {
                    probed.add(host + ":" + port);
                    return isListening.test(host, port);
                },
                time,
                background);
    }

    private static ContainerSummary running(String service) {
        return container(service, "running", "Up 1 second", List.of(new PortBinding("127.0.0.1", 20000, 5432, "tcp")));
    }

    private static ContainerSummary exited(String service, int exitCode) {
        return container(service, "exited", "Exited (%s) 1 second ago".formatted(exitCode), List.of());
    }

    private static ContainerSummary container(String service, String state, String status, List<PortBinding> ports) {
        return new ContainerSummary(
                "id-" + service, "esb-a-" + service + "-1", "esb-a", service, 1, state, status, ports);
    }
}
