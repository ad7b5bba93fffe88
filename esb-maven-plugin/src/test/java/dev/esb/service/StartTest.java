package dev.esb.service;

import static dev.esb.service.Summaries.exited;
import static dev.esb.service.Summaries.of;
import static dev.esb.service.Summaries.port;
import static dev.esb.service.Summaries.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.FakeTime;
import dev.esb.RecordedMessages;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSettings;
import dev.esb.docker.ContainerStart;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.FakeDocker;
import dev.esb.environment.Directories;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import dev.esb.lease.BuildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("a", "");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Instant STARTED = Instant.parse("2026-01-31T12:00:00Z");
    private static final String DEPENDS_ON = "com.docker.compose.depends_on";
    private static final String RUNS = "Up 2 seconds";

    @TempDir
    private Path directory;

    private final FakeEngine engine = new FakeEngine();
    private final FakeDocker docker = engine.docker;
    private final FakeTime time = new FakeTime();
    private final Map<String, ContainerSettings> settings = new HashMap<>();

    /** What a container is like once it was started; one that is not here runs. */
    private final Map<String, ContainerSummary> afterStart = new HashMap<>();

    StartTest() {
        docker.every(ContainerCommand.InspectHealth.class, command -> List.of());
        docker.every(
                ContainerCommand.InspectStarts.class,
                command -> command.containers().stream()
                        .map(id -> new ContainerStart(id, "exited", STARTED))
                        .toList());
        docker.every(
                ContainerCommand.Settings.class,
                command -> command.containers().stream()
                        .map(id -> id.replaceAll("id-esb-a-(.*)-1", "$1"))
                        .map(service -> settings.getOrDefault(
                                service, new ContainerSettings(service, "no", Map.of(), List.of())))
                        .toList());
        docker.every(ContainerCommand.Start.class, command -> {
            assertThat(EnvironmentLock.isHeld(directories())).isTrue();
            engine.containers.replaceAll(container -> container.id().equals(command.container())
                    ? afterStart.getOrDefault(container.service(), running(container.service(), RUNS))
                    : container);
            return null;
        });
    }

    @Test
    void startsWhatWasKilledOrHasFailed() {
        engineHas(exited("db", 137), running("web", "Up 2 hours"));

        ServicesStarted result = run();

        assertThat(started()).containsExactly("db");
        assertThat(result.text(Duration.ofMillis(1840)))
                .isEqualTo(
                        "Environment 'a': 1 container is ready again after 1.8 s (db); 1 container ran already (web)");
        assertThat(EnvironmentLock.isHeld(directories())).isFalse();
    }

    @Test
    void startsNothingWhereAllRuns() {
        engineHas(running("db", "Up 2 hours"), running("web", "Up 2 hours"));

        assertThat(run("db").text(Duration.ZERO)).isEqualTo("Environment 'a': 1 container ran already (db)");
        assertThat(started()).isEmpty();
    }

    @Test
    void doesNotRunAOneShotServiceOnceMore() {
        engineHas(exited("db", 137), exited("seed", 0));

        assertThat(run().text(Duration.ZERO))
                .endsWith("; 1 container had ended with 0 (seed), and would run once more with:"
                        + " mvn esb:start -Desb.env=a -Desb.service=seed");
        assertThat(started()).containsExactly("db");
    }

    @Test
    void runsOneThatIsNamed() {
        engineHas(exited("db", 137), exited("seed", 0));
        afterStart.put("seed", exited("seed", 0));

        run("seed");

        assertThat(started()).containsExactly("seed");
    }

    /** Many servers end with 0 when they are stopped. */
    @Test
    void startsWhatAGoalHasStoppedAlsoIfItHasEndedWith0() throws IOException {
        Files.createDirectories(directories().config());
        StoppedFile.in(KEY, directories()).add(List.of(new ContainerStart("id-esb-a-db-1", "running", STARTED)));
        engineHas(exited("db", 0), exited("seed", 0));

        run();

        assertThat(started()).containsExactly("db");
    }

    @Test
    void startsAServerThatHasEndedWith0() {
        settings.put("web", new ContainerSettings("web", "no", Map.of(), List.of(80)));
        settings.put("worker", new ContainerSettings("worker", "unless-stopped", Map.of(), List.of()));
        settings.put("seed", new ContainerSettings("seed", "on-failure", Map.of(), List.of()));
        engineHas(exited("seed", 0), exited("web", 0), exited("worker", 0));

        run();

        assertThat(started()).containsExactlyInAnyOrder("web", "worker");
    }

    @Test
    void startsInTheOrderOfDependencies() {
        dependsOn("web", "app:service_started:false");
        dependsOn("app", "db:service_started:false");
        engineHas(exited("app", 137), exited("db", 137), exited("web", 137));

        run();

        assertThat(started()).containsExactly("db", "app", "web");
    }

    @Test
    void startsAServiceWithoutWhatItDependsOn() {
        dependsOn("web", "db:service_healthy:false,seed:service_completed_successfully:false");
        engineHas(exited("db", 137), exited("seed", 0), exited("web", 137));

        run("web");

        assertThat(started()).containsExactly("web");
    }

    @Test
    void waitsForOneThatHasToBeHealthyBeforeAnother() {
        dependsOn("web", "db:service_healthy:false");
        afterStart.put("db", running("db", "Up 1 second (health: starting)"));
        engineHas(exited("db", 137), exited("web", 137));

        assertThatThrownBy(this::run)
                .isInstanceOf(EsbException.class)
                .hasMessage("The environment 'a' was started, and is not ready: not ready after 30 s (esb.timeout): db"
                        + " (not healthy yet). See the logs with: mvn esb:logs -Desb.env=a -Desb.tail=20");
        assertThat(started()).containsExactly("db");
    }

    @Test
    void waitsForTheEndOfOneThatHasToCompleteBeforeAnother() {
        dependsOn("web", "seed:service_completed_successfully:false");
        engineHas(exited("seed", 137), exited("web", 137));

        assertThatThrownBy(this::run).hasMessageContaining("is not ready: not ended after 30 s (esb.timeout): seed.");
        assertThat(started()).containsExactly("seed");

        afterStart.put("seed", exited("seed", 0));
        engineHas(exited("seed", 137), exited("web", 137));
        run();
        assertThat(started()).containsExactly("seed", "seed", "web");
    }

    @Test
    void saysHowToLetPausedOnesGoOn() {
        engineHas(of("db", 1, "paused", "Up 2 hours (Paused)"), exited("web", 137));

        assertThatThrownBy(this::run)
                .isInstanceOf(EsbException.class)
                .hasMessage("Nothing was started of the environment 'a', because 1 container of it is paused (db)."
                        + " Let them go on with: mvn esb:unpause -Desb.env=a -Desb.service=db");
        assertThat(started()).isEmpty();

        run("web");
        assertThat(started()).containsExactly("web");
    }

    @Test
    void tellsPortsThatTheEngineHasChosenAnew() {
        engineHas(exited("web", 137));
        afterStart.put("web", running("web", RUNS, port(32769, 80)));
        docker.every(ContainerCommand.Details.class, command -> List.of());

        assertThat(run().moved()).extracting(ServicePort::published).containsExactly(32769);
    }

    @Test
    void tellsNoFixedPorts() {
        engineHas(exited("web", 137));
        afterStart.put("web", running("web", RUNS, port(20001, 80)));

        assertThat(run().moved()).isEmpty();
    }

    @Test
    void hasTheLastWordsOfTheEngineWhereItFails() {
        engineHas(exited("web", 137));
        docker.everyFails(ContainerCommand.Start.class, 1, "driver failed\nport is already allocated");

        assertThatThrownBy(this::run)
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("Not all containers of the environment 'a' could be started: port is already"
                        + " allocated. See what they do with: mvn esb:ps -Desb.env=a");
    }

    private ServicesStarted run(String... services) {
        return new Start(
                        docker,
                        Map.of(),
                        new StartedAgain(
                                docker,
                                BuildProcess.current(4),
                                new RecordedMessages(),
                                (host, port) -> true,
                                time,
                                time,
                                time,
                                StartTest::atOnce))
                .run(KEY, directories(), List.of(services), List.of(), TIMEOUT);
    }

    private static CompletableFuture<Void> atOnce(Runnable work) {
        work.run();
        return CompletableFuture.completedFuture(null);
    }

    private void dependsOn(String service, String label) {
        settings.put(service, new ContainerSettings(service, "no", Map.of(DEPENDS_ON, label), List.of()));
    }

    private void engineHas(ContainerSummary... containers) {
        engine.containers.clear();
        engine.containers.addAll(List.of(containers));
    }

    private List<String> started() {
        List<String> services = new ArrayList<>();
        docker.calls(ContainerCommand.Start.class)
                .forEach(start -> services.add(start.container().replaceAll("id-esb-a-(.*)-1", "$1")));
        return services;
    }

    private Directories directories() {
        return new DirectoryLayout(directory.resolve("home"), directory.resolve("run"), directory.resolve("target/esb"))
                .of(KEY);
    }
}
