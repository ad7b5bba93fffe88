package dev.esb.cleanup;

import static dev.esb.EnvironmentOnEngine.IDLE_STACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.EnvironmentOnEngine;
import dev.esb.docker.Docker;
import dev.esb.docker.InstalledDocker;
import dev.esb.docker.SeparateMachine;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.Owner;
import dev.esb.lease.Owners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What no build and no person can need any more, and what they can. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class PruneEngineIT {
    private static final Duration HOUR = Duration.ofHours(1);

    private final SeparateMachine machine = new SeparateMachine();

    @TempDir
    private Path directory;

    @Test
    void removesWhatAnEndedBuildLeftAndOnlyWhenItIsAsked() {
        Owner build = Owners.endedBuild();
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(machine, directory, IDLE_STACK)) {
            environment.up(build);

            List<PruneItem> found = find(environment, machine, Clock.systemUTC());

            assertThat(found).singleElement().satisfies(item -> {
                assertThat(item.what()).isEqualTo("environment '%s'".formatted(environment.key));
                assertThat(item.why()).isEqualTo("its build has ended (%s)".formatted(build));
            });
            assertThat(environment.containers()).hasSize(1);

            found.forEach(item -> item.removal().run());

            environment.assertNothingLeft();
        }
    }

    @Tag("long")
    @Test
    void theNextUpOfAnotherNameRemovesWhatAnEndedBuildLeft() {
        Owner build = Owners.endedBuild();
        try (EnvironmentOnEngine left = new EnvironmentOnEngine(machine, directory, IDLE_STACK);
                EnvironmentOnEngine next = new EnvironmentOnEngine(machine, directory, IDLE_STACK)) {
            left.up(build);
            assertThat(left.containers()).hasSize(1);

            next.up(Owners.livingBuild(1));

            left.assertNothingLeft();
            assertThat(next.containers()).hasSize(1);
            assertThat(next.messages.infos)
                    .contains("Taking down '%s', which %s left behind".formatted(left.key, build));
        }
    }

    @Test
    void leavesWhatALivingBuildAndAPersonUse() {
        Owner person = new Owner(
                "me@test", Optional.empty(), true, Optional.of(Instant.now().plus(HOUR)));
        try (EnvironmentOnEngine builds = new EnvironmentOnEngine(machine, directory, IDLE_STACK);
                EnvironmentOnEngine persons = new EnvironmentOnEngine(machine, directory, IDLE_STACK)) {
            builds.up(Owners.livingBuild(1));
            persons.up(person);

            EnvironmentSweep sweep = new EnvironmentSweep(machine, Clock.systemUTC(), builds.messages);
            sweep.run(LeaseRegistry.reading(machine).withLost(), builds.layout(), Duration.ZERO);
            sweep.removeOrphans();

            assertThat(find(builds, machine, Clock.systemUTC())).isEmpty();
            assertThat(find(persons, machine, Clock.systemUTC())).isEmpty();
            assertThat(builds.containers()).hasSize(1);
            assertThat(persons.containers()).hasSize(1);
        }
    }

    @Tag("long")
    @Test
    void removesWhatHasOutlivedItsTimeAndNotBefore() {
        Owner person = new Owner(
                "me@test", Optional.empty(), true, Optional.of(Instant.now().plus(HOUR)));
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, IDLE_STACK)) {
            environment.up(person);
            assertThat(find(environment, InstalledDocker.CLI, Clock.systemUTC()))
                    .isEmpty();

            List<PruneItem> found =
                    find(environment, InstalledDocker.CLI, Clock.offset(Clock.systemUTC(), HOUR.plusMinutes(1)));

            assertThat(found)
                    .singleElement()
                    .satisfies(item -> assertThat(item.why()).isEqualTo("its time is over"));
            found.forEach(item -> item.removal().run());
            environment.assertNothingLeft();
        }
    }

    @Tag("long")
    @Test
    void theSweepTakesDownWhatHasOutlivedItsTimeAndNotBefore() {
        Owner person = new Owner(
                "me@test", Optional.empty(), true, Optional.of(Instant.now().plus(HOUR)));
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, IDLE_STACK)) {
            environment.up(person);

            sweep(environment, Clock.systemUTC());
            assertThat(environment.containers()).hasSize(1);

            sweep(environment, Clock.offset(Clock.systemUTC(), HOUR.plusMinutes(1)));
            environment.assertNothingLeft();
        }
    }

    @Test
    void removesDirectoriesOfEnvironmentsThatAreNotThere() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, IDLE_STACK)) {
            environment.up();
            Path own = environment.directories().config();
            environment.removeContainers();
            environment.removeLease();
            Path foreign = Files.createDirectories(own.resolveSibling(environment.key + "-foreign"));

            List<PruneItem> found = find(environment, InstalledDocker.CLI, Clock.systemUTC());

            assertThat(found).extracting(PruneItem::what).containsExactly("directory '%s'".formatted(own));
            assertThat(own).exists();

            found.forEach(item -> item.removal().run());

            assertThat(own).doesNotExist();
            assertThat(foreign).exists();
        }
    }

    /** Of all that there is on the engine, what is about this environment. */
    private static List<PruneItem> find(EnvironmentOnEngine environment, Docker docker, Clock clock) {
        return new Prune(docker, clock, environment.messages)
                .find(environment.layout(), Duration.ZERO).stream()
                        .filter(item -> item.what().contains(environment.key.toString()))
                        .toList();
    }

    private static void sweep(EnvironmentOnEngine environment, Clock clock) {
        new EnvironmentSweep(InstalledDocker.CLI, clock, environment.messages)
                .run(environment.lease().stream().toList(), environment.layout(), Duration.ZERO);
    }
}
