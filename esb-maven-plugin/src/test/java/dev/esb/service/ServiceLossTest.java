package dev.esb.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerStart;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.EngineIds;
import dev.esb.docker.EngineInfo;
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
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The goals stop, kill, pause and unpause. */
class ServiceLossTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("a", "");
    private static final Instant STARTED = Instant.parse("2026-01-31T12:00:00Z");
    private static final ContainerSummary DB = Summaries.running("db", "Up 2 hours");
    private static final ContainerSummary WEB = Summaries.running("web", "Up 2 hours");
    private static final ContainerSummary PAUSED_DB = Summaries.of("db", 1, "paused", "Up 2 hours (Paused)");
    private static final ContainerSummary ENDED_DB = Summaries.exited("db", 137);
    private static final ContainerSummary SEED = Summaries.exited("seed", 0);

    @TempDir
    private Path directory;

    private final FakeEngine engine = new FakeEngine();
    private final FakeDocker docker = engine.docker;

    ServiceLossTest() {
        docker.every(
                ContainerCommand.InspectStarts.class,
                command -> command.containers().stream()
                        .map(id -> new ContainerStart(id, "running", STARTED))
                        .toList());
        docker.every(ContainerCommand.Pause.class, command -> true);
    }

    /** What is the same for all of them. */
    private enum Goal {
        STOP(test -> test::stop),
        KILL(test -> services -> test.kill(services, "SIGKILL")),
        PAUSE(test -> test::pause),
        UNPAUSE(test -> test::unpause);

        private final Function<ServiceLossTest, Function<List<String>, String>> call;

        Goal(Function<ServiceLossTest, Function<List<String>, String>> call) {
            this.call = call;
        }

        String run(ServiceLossTest test, String... services) {
            return call.apply(test).apply(List.of(services));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nameTheServicesThatThereAre(Goal goal) {
        engineHas(DB);

        assertThatThrownBy(() -> goal.run(this, "db", "web"))
                .isInstanceOf(EsbException.class)
                .hasMessage("The environment 'a' has no service 'web' (esb.service). There are: db.");
        assertNothingDone();
    }

    @ParameterizedTest
    @EnumSource
    void refuseAnEnvironmentThatIsNotThere(Goal goal) {
        assertThatThrownBy(() -> goal.run(this))
                .hasMessage("There is no environment 'a' on this engine. Bring it up with: mvn esb:up -Desb.env=a");
    }

    @ParameterizedTest
    @EnumSource
    void refuseAnEnvironmentThatAnotherProcessBringsUp(Goal goal) {
        engine.lease(KEY, FakeEngine.OTHER_PERSON);
        engineHas(DB);

        assertThatThrownBy(() -> goal.run(this))
                .hasMessageStartingWith("The environment 'a' is being brought up by another process (");
        assertNothingDone();
    }

    @ParameterizedTest
    @EnumSource
    void refuseAnEnvironmentThatAnotherProcessTakesDown(Goal goal) throws IOException {
        engineHas(DB);

        EnvironmentLock.whileHeld(
                directories(),
                Duration.ZERO,
                () -> assertThatThrownBy(() -> goal.run(this))
                        .hasMessageStartingWith("Another process is at work on the environment 'a'"));
        assertNothingDone();
    }

    /** Whatever lets it go on, also its end, would spoil the copy. */
    @ParameterizedTest
    @EnumSource
    void refuseAContainerThatAnotherEnvironmentCopies(Goal goal) {
        engineHas(PAUSED_DB, WEB, FakeEngine.pauseRecord("db"));

        assertThatThrownBy(() -> goal.run(this))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("The container 'esb-a-db-1' is paused while another environment");
        assertNothingDone();

        assertThat(goal.run(this, "web")).startsWith("Environment 'a': 1 container ");
    }

    @Test
    void stopsWhatRunsOrIsPaused() {
        engineHas(PAUSED_DB, SEED, WEB);

        assertThat(stop(List.of()))
                .isEqualTo("Environment 'a': 2 containers are stopped (db, web)."
                        + " They start again with: mvn esb:start -Desb.env=a");
        assertThat(docker.calls(ComposeCommand.Stop.class))
                .containsExactly(new ComposeCommand.Stop("esb-a", List.of("db", "web"), 2));
        assertThat(docker.calls(ContainerCommand.Unpause.class)).isEmpty();
    }

    @Test
    void stopsNothingTwice() {
        engineHas(ENDED_DB, WEB);

        assertThat(stop(List.of("db", "web")))
                .isEqualTo("Environment 'a': 1 container is stopped (web); 1 container did not run (db)."
                        + " They start again with: mvn esb:start -Desb.env=a -Desb.service=db,web");
        engineHas(ENDED_DB, SEED);
        assertThat(stop(List.of()))
                .isEqualTo("Environment 'a': 2 containers did not run (db, seed)."
                        + " They start again with: mvn esb:start -Desb.env=a");
        assertThat(docker.calls(ComposeCommand.Stop.class))
                .containsExactly(new ComposeCommand.Stop("esb-a", List.of("web"), 2));
    }

    /** It stops none that is paused. */
    @Test
    void letsPausedContainersGoOnBeforePodmanStopsThem() {
        docker.answer(
                new EngineCommand.Info(),
                new EngineInfo(EngineIds.changing("place"), "5.4.2", "Podman Engine", "2.26.1", "default", List.of()));
        // Takes the answer of Docker, which comes before.
        docker.run(new EngineCommand.Info());
        engineHas(PAUSED_DB, WEB);

        stop(List.of());

        assertThat(docker.calls())
                .containsSubsequence(
                        new ContainerCommand.Unpause(List.of("id-esb-a-db-1")),
                        new ComposeCommand.Stop("esb-a", List.of("db", "web"), 2));
    }

    @Test
    void notesWhatItStopsForTheNextStart() throws IOException {
        Files.createDirectories(directories().config());
        engineHas(DB, SEED);

        stop(List.of());

        StoppedFile file = StoppedFile.in(KEY, directories());
        assertThat(file.has(new ContainerStart("id-esb-a-db-1", "exited", STARTED)))
                .isTrue();
        assertThat(file.has(new ContainerStart("id-esb-a-db-1", "exited", STARTED.plusMillis(1))))
                .isFalse();
        assertThat(file.has(new ContainerStart("id-esb-a-seed-1", "exited", STARTED)))
                .isFalse();
    }

    @Test
    void makesNoDirectoryForAnEnvironmentThatHasItElsewhere() {
        engineHas(DB);

        kill(List.of(), "9");

        assertThat(directories().config()).doesNotExist();
        assertThat(docker.calls(ContainerCommand.Kill.class)).hasSize(1);
    }

    @Test
    void killsWhatRunsOrIsPaused() {
        engineHas(PAUSED_DB, SEED, WEB);

        assertThat(kill(List.of(), "kill"))
                .isEqualTo("Environment 'a': 2 containers are killed (db, web)."
                        + " They start again with: mvn esb:start -Desb.env=a");
        assertThat(docker.calls(ContainerCommand.Kill.class))
                .containsExactly(new ContainerCommand.Kill(List.of("id-esb-a-db-1", "id-esb-a-web-1"), "SIGKILL"));
    }

    @Test
    void sendsAnotherSignal() {
        engineHas(DB, WEB);

        assertThat(kill(List.of("web"), "hup"))
                .isEqualTo("Environment 'a': 1 container got SIGHUP (web)."
                        + " If it has ended, it starts again with: mvn esb:start -Desb.env=a -Desb.service=web");
        assertThat(docker.calls(ContainerCommand.Kill.class))
                .containsExactly(new ContainerCommand.Kill(List.of("id-esb-a-web-1"), "SIGHUP"));
    }

    @Test
    void pausesWhatRuns() {
        engineHas(PAUSED_DB, SEED, WEB);

        assertThat(pause(List.of()))
                .isEqualTo("Environment 'a': 1 container is paused (web); 1 container was paused before (db)."
                        + " They go on with: mvn esb:unpause -Desb.env=a");
        assertThat(docker.calls(ContainerCommand.Pause.class))
                .containsExactly(new ContainerCommand.Pause("id-esb-a-web-1"));
    }

    @Test
    void unpausesWhatIsPaused() {
        engineHas(PAUSED_DB, SEED, WEB);

        assertThat(unpause(List.of()))
                .isEqualTo("Environment 'a': 1 container goes on (db); 1 container was not paused (web)");
        assertThat(docker.calls(ContainerCommand.Unpause.class))
                .containsExactly(new ContainerCommand.Unpause(List.of("id-esb-a-db-1")));
    }

    @Test
    void unpausesNothingTwice() {
        engineHas(WEB);

        assertThat(unpause(List.of("web"))).isEqualTo("Environment 'a': 1 container was not paused (web)");
        assertNothingDone();
    }

    @ParameterizedTest
    @EnumSource(names = "STOP", mode = EnumSource.Mode.EXCLUDE)
    void sayHowToStartWhatDoesNotRun(Goal goal) {
        engineHas(ENDED_DB, WEB);

        assertThatThrownBy(() -> goal.run(this, "db"))
                .isInstanceOf(EsbException.class)
                .hasMessage("No container of db (esb.service) of the environment 'a' runs (esb-a-db-1: Exited (137) 1"
                        + " second ago). Start what has ended with: mvn esb:start -Desb.env=a -Desb.service=db");
        assertNothingDone();
    }

    @Test
    void hasTheLastWordsOfTheEngineWhereItFails() {
        engineHas(DB);
        docker.everyFails(ContainerCommand.Pause.class, 1, "Error response from daemon: cannot pause: no cgroups");

        assertThatThrownBy(() -> pause(List.of()))
                .isInstanceOf(EsbException.class)
                .hasMessage("Not all containers of the environment 'a' could be paused: Error response from daemon:"
                        + " cannot pause: no cgroups. See what they do with: mvn esb:ps -Desb.env=a");
    }

    /** So that another process does not take it down in the middle. */
    @Test
    void holdTheLock() {
        engineHas(DB);
        docker.every(ContainerCommand.Pause.class, command -> {
            assertThat(EnvironmentLock.isHeld(directories())).isTrue();
            return true;
        });

        pause(List.of());

        assertThat(EnvironmentLock.isHeld(directories())).isFalse();
    }

    private String stop(List<String> services) {
        return new Stop(docker, BuildProcess.current(4), Map.of())
                .run(KEY, directories(), services, Duration.ofSeconds(2))
                .text();
    }

    private String kill(List<String> services, String signal) {
        return new Kill(docker, BuildProcess.current(4), Map.of())
                .run(KEY, directories(), services, KillSignal.read(signal))
                .text();
    }

    private String pause(List<String> services) {
        return new Pause(docker, BuildProcess.current(4), Map.of())
                .pause(KEY, directories(), services)
                .text();
    }

    private String unpause(List<String> services) {
        return new Pause(docker, BuildProcess.current(4), Map.of())
                .unpause(KEY, directories(), services)
                .text();
    }

    private void engineHas(ContainerSummary... containers) {
        engine.containers.clear();
        engine.containers.addAll(List.of(containers));
    }

    private void assertNothingDone() {
        assertThat(docker.calls())
                .noneMatch(command -> command instanceof ComposeCommand.Stop
                        || command instanceof ContainerCommand.Kill
                        || command instanceof ContainerCommand.Pause
                        || command instanceof ContainerCommand.Unpause);
    }

    private Directories directories() {
        return new DirectoryLayout(directory.resolve("home"), directory.resolve("run"), directory.resolve("target/esb"))
                .of(KEY);
    }
}
