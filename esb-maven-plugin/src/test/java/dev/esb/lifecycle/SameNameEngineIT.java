package dev.esb.lifecycle;

import static dev.esb.EnvironmentOnEngine.IDLE_STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.Background;
import dev.esb.EnvironmentOnEngine;
import dev.esb.EsbException;
import dev.esb.cleanup.Down.Outcome;
import dev.esb.docker.SeparateMachine;
import dev.esb.lease.Owner;
import dev.esb.lease.Owners;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Several builds that want one environment. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class SameNameEngineIT {
    @TempDir
    private Path directory;

    @Test
    void theSecondFailsAtOnceAndNamesTheFirst() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, IDLE_STACK)) {
            environment.up(Owners.livingBuild(1));
            List<String> before = environment.containers();
            Set<String> volumes = environment.volumes();

            assertThatThrownBy(() -> environment.up(Owners.livingBuild(2)))
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("belongs to another build (me@test, process %s since 2"
                            .formatted(ProcessHandle.current().pid()))
                    .hasMessageContaining("-Desb.lockWait=SECONDS");

            assertThat(environment.containers()).isEqualTo(before);
            assertThat(environment.volumes()).isNotEmpty().isEqualTo(volumes);
            assertThat(environment.down()).isEqualTo(Outcome.DOWN);
            environment.assertNothingLeft();
        }
    }

    /** The same moment is that in which none has a slot yet. */
    @Test
    void ofManyAtTheSameMomentOneComesUp() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, IDLE_STACK)) {
            List<CompletableFuture<String>> builds = LongStream.rangeClosed(1, 3)
                    .mapToObj(number -> Background.start(() -> up(environment, Owners.livingBuild(number))))
                    .toList();

            List<String> results = builds.stream().map(Background::join).toList();

            assertThat(results).containsOnlyOnce("up");
            assertThat(results)
                    .filteredOn(result -> !result.equals("up"))
                    .allMatch(result -> result.contains("belongs to another build (me@test, process "));
            assertThat(environment.containers()).hasSize(1);
            assertThat(environment.docker(
                            "inspect",
                            "--format",
                            "{{.State.Running}}",
                            environment.containers().get(0)))
                    .isEqualToIgnoringNewLines("true");
            assertThat(environment.down()).isEqualTo(Outcome.DOWN);
            environment.assertNothingLeft();
        }
    }

    @Tag("long")
    @Test
    void aBuildTakesDownWhatAnEndedOneLeftAndComesUp() {
        SeparateMachine machine = new SeparateMachine();
        Owner ended = Owners.endedBuild();
        Owner living = Owners.livingBuild(2);
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(machine, directory, IDLE_STACK)) {
            environment.up(ended);
            List<String> before = environment.containers();

            environment.up(living);

            assertThat(environment.messages.infos)
                    .contains("Taking down '%s', which %s left behind".formatted(environment.key, ended));
            assertThat(environment.containers()).hasSize(1).doesNotContainAnyElementsOf(before);
            assertThat(environment.lease())
                    .hasValueSatisfying(lease -> assertThat(lease.owner().process())
                            .hasValueSatisfying(process -> assertThat(
                                            process.isSame(living.process().orElseThrow()))
                                    .isTrue()));
        }
    }

    private static String up(EnvironmentOnEngine environment, Owner build) {
        try {
            environment.up(build);
            return "up";
        } catch (EsbException e) {
            return e.getMessage();
        }
    }
}
