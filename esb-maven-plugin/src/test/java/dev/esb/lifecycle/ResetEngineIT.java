package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EnvironmentOnEngine;
import dev.esb.EsbException;
import dev.esb.compose.RenderedFile;
import dev.esb.docker.InstalledDocker;
import dev.esb.engine.Engine;
import dev.esb.lease.BuildProcess;
import dev.esb.lease.Owner;
import dev.esb.lease.Owners;
import dev.esb.snapshot.SnapshotReset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** An environment that goes back to its snapshot while it is up. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class ResetEngineIT {
    private static final String FILLED = "row\nrow\nrow\n";

    @TempDir
    private Path directory;

    private SnapshotsOnEngine stack;

    @BeforeEach
    void prepare() throws IOException {
        stack = new SnapshotsOnEngine(directory);
    }

    @AfterEach
    void remove() {
        stack.close();
    }

    private static Reset.Done reset(EnvironmentOnEngine environment, List<String> restarted, List<String> reset) {
        return new Reset(InstalledDocker.CLI, BuildProcess.current(1), InstalledDocker.VARIABLES, environment.messages)
                .run(
                        environment.key,
                        environment.directories(),
                        new Reset.Options(restarted, reset, List.of(), Duration.ofSeconds(2), Duration.ofSeconds(60)));
    }

    /** By service: the address, and when the container was started. */
    private static Map<String, List<String>> containers(EnvironmentOnEngine environment) {
        Map<String, List<String>> containers = new TreeMap<>();
        for (String service : List.of("app", "db", "web")) {
            containers.put(
                    service,
                    List.of(environment
                            .docker(
                                    "inspect",
                                    "--format",
                                    "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}} {{.State.StartedAt}} {{.Id}}",
                                    environment.key.project() + "-" + service + "-1")
                            .strip()
                            .split(" ")));
        }
        return containers;
    }

    @Test
    void putsBackWhatHasDataAndLeavesTheRest() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, SnapshotsOnEngine.stack())) {
            environment.up(Owners.PERSON, stack.options());
            Map<String, List<String>> before = containers(environment);
            SnapshotsOnEngine.write(environment, "more");

            Reset.Done done = reset(environment, List.of(), List.of());

            Map<String, List<String>> after = containers(environment);
            assertThat(done.reset()).containsExactly("db");
            assertThat(done.restarted()).containsExactly("app");
            assertThat(done.kept()).containsExactly("web");
            assertThat(SnapshotsOnEngine.rows(environment)).isEqualTo(FILLED);
            assertThat(after.get("web")).isEqualTo(before.get("web"));
            assertThat(after.get("app").get(2)).isEqualTo(before.get("app").get(2));
            assertThat(after.get("app").get(1)).isNotEqualTo(before.get("app").get(1));
            for (String service : before.keySet()) {
                assertThat(after.get(service).get(0))
                        .isEqualTo(before.get(service).get(0));
            }

            environment.docker("exec", environment.key.project() + "-web-1", "touch", "/opt/state");
            SnapshotsOnEngine.write(environment, "more");
            done = reset(environment, List.of(), List.of("app"));

            assertThat(done.reset()).containsExactly("app", "db", "web");
            assertThat(containers(environment).get("db").get(0))
                    .isEqualTo(before.get("db").get(0));
            assertThat(SnapshotsOnEngine.rows(environment)).isEqualTo(FILLED);
            assertThat(environment.docker("exec", environment.key.project() + "-web-1", "ls", "/opt"))
                    .isEmpty();
            environment.down();
            environment.assertNothingLeft();
        }
    }

    /** {@code esb.reuse}: what has no data goes on. */
    @Tag("long")
    @Test
    void isDoneWhereABuildTakesOverWhatTheLastOneHasLeft() throws IOException {
        Owner build = Owner.bringingUp(
                "user@host", BuildProcess.current(1), Optional.of(Instant.now().plus(Duration.ofHours(1))));
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, SnapshotsOnEngine.stack())) {
            environment.up(build, stack.reusing());
            Map<String, List<String>> before = containers(environment);
            SnapshotsOnEngine.write(environment, "more");

            environment.up(build, stack.reusing());

            assertThat(SnapshotsOnEngine.rows(environment)).isEqualTo(FILLED);
            assertThat(stack.runs()).isEqualTo(1);
            assertThat(containers(environment).get("web")).isEqualTo(before.get("web"));

            stack.changeScript();
            environment.up(build, stack.reusing());

            assertThat(SnapshotsOnEngine.rows(environment)).isEqualTo(FILLED);
            assertThat(stack.runs()).isEqualTo(2);
            assertThat(containers(environment).get("web")).isEqualTo(before.get("web"));
            environment.down();
            environment.assertNothingLeft();
        }
    }

    @Tag("long")
    @Test
    void bringsBackWhatWasPausedOrStopped() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, SnapshotsOnEngine.stack())) {
            environment.up(Owners.PERSON, stack.options());
            SnapshotsOnEngine.write(environment, "more");
            String project = environment.key.project();
            boolean canPause = InstalledDocker.hasCgroups();
            environment.docker(canPause ? "pause" : "kill", project + "-db-1");
            environment.docker("kill", project + "-web-1");

            Reset.Done done = reset(environment, List.of(), List.of());

            assertThat(done.reset()).containsExactly("db");
            assertThat(done.restarted()).containsExactly("app", "web");
            assertThat(SnapshotsOnEngine.rows(environment)).isEqualTo(FILLED);
            assertThat(environment.docker("inspect", "--format", "{{.State.Status}}", project + "-web-1"))
                    .isEqualToIgnoringNewLines("running");
        }
    }

    @Test
    void refusesOneThatHasNotBegunWithASnapshot() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, SnapshotsOnEngine.stack())) {
            environment.up();
            Map<String, List<String>> before = containers(environment);

            assertThatThrownBy(() -> reset(environment, List.of(), List.of()))
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("has not begun with a snapshot")
                    .hasMessageContaining("-Desb.snapshot=true");
            assertThatThrownBy(() -> reset(environment, List.of(), List.of("cache")))
                    .hasMessageContaining("no service 'cache' (esb.resetServices)");
            assertThat(containers(environment)).isEqualTo(before);
        }
    }

    @Tag("long")
    @Test
    void goesOnAfterOneThatWasKilledInTheMiddle() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, SnapshotsOnEngine.stack())) {
            environment.up(Owners.PERSON, stack.options());
            SnapshotsOnEngine.write(environment, "more");
            killInTheMiddle(environment, "", ".upper", ".work");

            environment.up(Owners.PERSON, stack.options());

            assertThat(stack.all()).hasSize(1);
            assertThat(SnapshotsOnEngine.rows(environment)).isEqualTo(FILLED);
            SnapshotsOnEngine.write(environment, "more");
            killInTheMiddle(environment, ".upper");
            reset(environment, List.of(), List.of());
            assertThat(SnapshotsOnEngine.rows(environment)).isEqualTo(FILLED);
            environment.down();
            environment.assertNothingLeft();
        }
    }

    /**
     * Without the container and some of the volumes that have data, and with what says which snapshot they are of.
     *
     * @param removed how the names of the volumes end
     */
    private static void killInTheMiddle(EnvironmentOnEngine environment, String... removed) {
        String project = environment.key.project();
        BeforeReset before = BeforeReset.read(InstalledDocker.CLI, project);
        SnapshotReset reset = SnapshotReset.of(
                InstalledDocker.CLI,
                environment.key,
                () -> Engine.check(InstalledDocker.CLI, InstalledDocker.VARIABLES),
                RenderedFile.read(environment.directories().renderedFile()).orElseThrow(),
                before.overlays(),
                before.records(),
                environment.messages);
        reset.begin();
        environment.docker("rm", "--force", project + "-db-1");
        for (String end : removed) {
            environment.docker("volume", "rm", project + "_data" + end);
        }
    }
}
