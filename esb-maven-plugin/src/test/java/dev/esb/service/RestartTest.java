package dev.esb.service;

import static dev.esb.service.Summaries.exited;
import static dev.esb.service.Summaries.healthy;
import static dev.esb.service.Summaries.of;
import static dev.esb.service.Summaries.port;
import static dev.esb.service.Summaries.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.FakeTime;
import dev.esb.RecordedMessages;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerCommand.Exec;
import dev.esb.docker.ContainerCommand.InspectHealth;
import dev.esb.docker.ContainerHealth;
import dev.esb.docker.ContainerSettings;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.ContainerSummary.Health;
import dev.esb.docker.FakeDocker;
import dev.esb.environment.ContainerPort;
import dev.esb.environment.Directories;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import dev.esb.lease.BuildProcess;
import dev.esb.service.Restart.Restarted;
import dev.esb.wait.PomWaits;
import dev.esb.wait.ServiceWait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("a", "");
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String STARTING = "Up 1 second (health: starting)";

    @TempDir
    private Path directory;

    private final FakeEngine engine = new FakeEngine();
    private final FakeDocker docker = engine.docker;
    private final FakeTime time = new FakeTime();
    private List<ServiceWait> waits = List.of();

    RestartTest() {
        docker.every(InspectHealth.class, command -> List.of());
    }

    @Test
    void waitsUntilAllAreReadyAgain() {
        engineHas(healthy("db"), running("web", "Up 2 hours", port(20001, 80)), exited("seed", 0));
        afterRestart(List.of(), running("db", STARTING), running("web", "Up", port(20001, 80)), exited("seed", 0));

        Restarted result = run(List.of(), (host, port) -> {
            engineHas(healthy("db"), running("web", "Up", port(20001, 80)), exited("seed", 0));
            return true;
        });

        assertThat(result.containers()).extracting(ContainerSummary::service).containsExactly("db", "seed", "web");
        assertThat(result.moved()).isEmpty();
        assertThat(time.slept()).isPositive();
    }

    /** An engine runs the first one after an interval only. */
    @Test
    void doesNotWaitForTheEngineToRunAHealthcheck() {
        engineHas(healthy("db"));
        afterRestart(List.of(), running("db", STARTING));
        docker.every(
                InspectHealth.class,
                command -> List.of(new ContainerHealth(
                        "id-esb-a-db-1",
                        Health.STARTING,
                        false,
                        List.of("pg_isready"),
                        TIMEOUT.multipliedBy(2),
                        TIMEOUT,
                        Duration.ZERO,
                        3)));
        docker.every(Exec.class, command -> null);

        assertThat(run(List.of()).containers()).hasSize(1);

        assertThat(docker.calls(Exec.class)).contains(new Exec("id-esb-a-db-1", List.of("pg_isready")));
    }

    @Test
    void restartsAndAwaitsOnlyTheServicesThatAreNamed() {
        engineHas(running("db", STARTING), running("web", "Up 2 hours", port(20001, 80)));
        afterRestart(List.of("web"), running("db", STARTING), running("web", "Up", port(20001, 80)));

        assertThat(run(List.of("web")).containers())
                .extracting(ContainerSummary::service)
                .containsExactly("web");
    }

    @Test
    void tellsThePortsThatTheEngineHasChosenAnew() {
        portsAreChosenByTheEngine();
        engineHas(running("web", "Up 2 hours", port(32768, 80), port(20002, 443)));
        afterRestart(List.of(), running("web", "Up", port(32769, 80), port(20002, 443)));

        assertThat(run(List.of()).moved())
                .containsExactly(new ServicePort(
                        "web", "esb-a-web-1", new ContainerPort(80, "tcp"), "127.0.0.1", 32769, "127.0.0.1"));
    }

    @Test
    void doesNotTellFixedPortsOfOneThatDidNotRun() {
        engineHas(exited("web", 137));
        afterRestart(List.of(), running("web", "Up", port(20001, 80)));

        assertThat(run(List.of()).moved()).isEmpty();
    }

    /** Whatever lets it go on would spoil the copy. */
    @Test
    void refusesAContainerThatAnotherEnvironmentHasPaused() {
        engineHas(of("db", 1, "paused", "Up 2 hours (Paused)"), running("web", "Up"), FakeEngine.pauseRecord("db"));

        assertThatThrownBy(() -> run(List.of()))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("The container 'esb-a-db-1' is paused while another environment (project"
                        + " 'esb-b') copies what it writes to, and has to stay so until that is done.");
        assertNothingRestarted();

        run(List.of("web"));
        assertThat(docker.calls(ComposeCommand.Restart.class)).hasSize(1);
    }

    @Test
    void namesTheServicesThatThereAre() {
        engineHas(running("db", "Up"));

        assertThatThrownBy(() -> run(List.of("db", "web")))
                .isInstanceOf(EsbException.class)
                .hasMessage("The environment 'a' has no service 'web' (esb.service). There are: db.");
        assertNothingRestarted();
    }

    @Test
    void saysWhatIsNotReadyInTime() {
        engineHas(healthy("db"));
        afterRestart(List.of(), running("db", STARTING));

        assertThatThrownBy(() -> run(List.of()))
                .isInstanceOf(EsbException.class)
                .hasMessage(
                        "The environment 'a' was restarted, and is not ready: not ready after 30 s (esb.timeout): db"
                                + " (not healthy yet). See the logs with: mvn esb:logs -Desb.env=a -Desb.tail=20");
    }

    @Test
    void saysWhatFailedAgain() {
        engineHas(running("db", "Up 2 hours"));
        afterRestart(List.of(), exited("db", 3));

        assertThatThrownBy(() -> run(List.of())).hasMessageContaining("is not ready: service 'db' exited with 3.");
    }

    @Test
    void waitsForOneThatTheEngineStartsAgain() {
        docker.every(
                ContainerCommand.Settings.class,
                command -> List.of(new ContainerSettings("db", "on-failure", Map.of(), List.of())));
        engineHas(running("db", "Up 2 hours"));
        afterRestart(List.of(), exited("db", 3));

        assertThatThrownBy(() -> run(List.of()))
                .hasMessageContaining("not ready after 30 s (esb.timeout): db (exited with 3)");
    }

    @Test
    void refusesAWaitThatCanNeverComeTrueBeforeItRestarts() {
        engineHas(running("db", "Up 2 hours"), running("web", "Up 2 hours"));
        docker.every(
                ContainerCommand.Settings.class,
                command -> List.of(new ContainerSettings("db", "no", Map.of(), List.of(5432))));
        waits = PomWaits.read(List.of(Map.of("service", "db", "tcp", "5433")));

        assertThatThrownBy(() -> run(List.of()))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("The wait tcp 5433 (service 'db') needs port 5433 of the container");
        assertNothingRestarted();

        run(List.of("web"));
        assertThat(docker.calls(ComposeCommand.Restart.class)).hasSize(1);
    }

    @Test
    void hasTheLastWordsOfComposeWhereItFails() {
        engineHas(running("db", "Up"));
        docker.fails(restart(List.of()), 1, " Container esb-a-db-1  Restarting\nport is already allocated");

        assertThatThrownBy(() -> run(List.of()))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith(
                        "Not all containers of the environment 'a' could be restarted: port is already allocated.")
                .hasMessageContaining("mvn esb:up -Desb.env=a");
    }

    @Test
    void refusesAnEnvironmentThatAnotherProcessBringsUp() {
        engine.lease(KEY, FakeEngine.OTHER_PERSON);
        engineHas(running("db", "Up"));

        assertThatThrownBy(() -> run(List.of()))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("The environment 'a' is being brought up by another process (")
                .hasMessageEndingWith(", and is not up yet. Wait for that process, and try again.");
        assertNothingRestarted();
    }

    @Test
    void refusesAnEnvironmentOfAnotherBuildUntilAllOfItWasStarted() {
        engine.lease(KEY, FakeEngine.OTHER_BUILD);
        engineHas(running("db", "Up"), of("web", 1, "created", "Created"));

        assertThatThrownBy(() -> run(List.of()))
                .hasMessageStartingWith("The environment 'a' belongs to another build (")
                .hasMessageEndingWith("is not up yet. Wait for that process, and try again.");
        assertNothingRestarted();

        engineHas(running("db", "Up"), running("web", "Up"));
        run(List.of("db"));
        assertThat(docker.calls(ComposeCommand.Restart.class)).hasSize(1);
    }

    @Test
    void refusesAnEnvironmentThatAnotherProcessTakesDown() throws IOException {
        engineHas(running("db", "Up"));

        EnvironmentLock.whileHeld(
                directories(),
                Duration.ZERO,
                () -> assertThatThrownBy(() -> run(List.of()))
                        .isInstanceOf(EsbException.class)
                        .hasMessageStartingWith("Another process is at work on the environment 'a'"));
        assertNothingRestarted();
    }

    /** So that another process does not take it down in the middle. */
    @Test
    void holdsTheLockWhileItRestarts() {
        engineHas(running("db", "Up"));
        docker.then(restart(List.of()), command -> {
            assertThat(EnvironmentLock.isHeld(directories())).isTrue();
            return null;
        });

        run(List.of());

        assertThat(EnvironmentLock.isHeld(directories())).isFalse();
    }

    @Test
    void saysThatThereIsNoSuchEnvironment() {
        assertThatThrownBy(() -> run(List.of()))
                .isInstanceOf(EsbException.class)
                .hasMessage("There is no environment 'a' on this engine. Bring it up with: mvn esb:up -Desb.env=a");
    }

    private Restarted run(List<String> services) {
        return run(services, (host, port) -> true);
    }

    private Restarted run(List<String> services, BiPredicate<String, Integer> isListening) {
        return new Restart(
                        docker,
                        Map.of(),
                        new StartedAgain(
                                docker,
                                BuildProcess.current(4),
                                new RecordedMessages(),
                                isListening,
                                time,
                                time,
                                time,
                                RestartTest::atOnce))
                .run(KEY, directories(), services, waits, STOP_TIMEOUT, TIMEOUT);
    }

    private static CompletableFuture<Void> atOnce(Runnable work) {
        work.run();
        return CompletableFuture.completedFuture(null);
    }

    private void engineHas(ContainerSummary... containers) {
        engine.containers.clear();
        engine.containers.addAll(List.of(containers));
    }

    private void portsAreChosenByTheEngine() {
        docker.every(ContainerCommand.Details.class, command -> List.of());
    }

    private void afterRestart(List<String> services, ContainerSummary... containers) {
        docker.then(restart(services), command -> {
            engineHas(containers);
            return null;
        });
    }

    private static ComposeCommand.Restart restart(List<String> services) {
        return new ComposeCommand.Restart("esb-a", services, 2);
    }

    private void assertNothingRestarted() {
        assertThat(docker.calls(ComposeCommand.Restart.class)).isEmpty();
    }

    private Directories directories() {
        return new DirectoryLayout(directory.resolve("home"), directory.resolve("run"), directory.resolve("target/esb"))
                .of(KEY);
    }
}
