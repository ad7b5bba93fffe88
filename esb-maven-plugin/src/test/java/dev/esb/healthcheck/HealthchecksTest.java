package dev.esb.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.FakeTime;
import dev.esb.RecordedMessages;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerHealth;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.ContainerSummary.Health;
import dev.esb.docker.FakeDocker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HealthchecksTest {
    private static final ContainerSummary DB =
            new ContainerSummary("1", "esb-a-db-1", "esb-a", "db", 1, "running", "Up 1 second", List.of());
    private static final ContainerCommand.InspectHealth INSPECT = new ContainerCommand.InspectHealth(List.of("1"));
    private static final ContainerCommand.Exec CHECK = new ContainerCommand.Exec("1", List.of("pg_isready"));
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final FakeDocker docker = new FakeDocker();
    private final FakeTime time = new FakeTime();
    private final RecordedMessages messages = new RecordedMessages();
    private boolean hangs;
    private final Healthchecks healthchecks = new Healthchecks(docker, messages, time, check -> {
        if (hangs) {
            return new CompletableFuture<>();
        }
        check.run();
        return CompletableFuture.completedFuture(null);
    });

    @Test
    void areThoseOfTheEngineWhereItRunsThem() {
        docker.answer(INSPECT, List.of(known(Health.STARTING, false)), List.of(known(Health.STARTING, true)));
        assertThat(health()).isEqualTo(Health.STARTING);
        time.sleep(INTERVAL.multipliedBy(9));
        assertThat(health()).isEqualTo(Health.STARTING);

        docker.answer(INSPECT, List.of(known(Health.HEALTHY, true)), List.of(known(Health.UNHEALTHY, true)));

        assertThat(health()).isEqualTo(Health.STARTING);
        assertThat(health()).isEqualTo(Health.HEALTHY);
        assertThat(health()).isEqualTo(Health.UNHEALTHY);
        assertThat(healthchecks.failure(DB)).isEmpty();
        assertThat(docker.calls(ContainerCommand.Exec.class)).isEmpty();
    }

    @Test
    void areRunInTheContainerOnceTheEngineHasNotRunThemForTwiceTheirInterval() {
        docker.answer(INSPECT, List.of(known(Health.STARTING, false)));
        docker.prints(CHECK, "accepting connections");
        assertThat(health()).isEqualTo(Health.STARTING);
        time.sleep(INTERVAL.multipliedBy(2).minusMillis(1));
        assertThat(health()).isEqualTo(Health.STARTING);
        assertThat(docker.calls(ContainerCommand.Exec.class)).isEmpty();

        time.sleep(Duration.ofMillis(1));
        health();

        assertThat(health()).isEqualTo(Health.HEALTHY);
        assertThat(docker.calls(ContainerCommand.Exec.class)).containsExactly(CHECK);
        assertThat(messages.infos)
                .containsExactly(
                        "The engine runs no healthchecks, as Podman without systemd; they are run by 'docker exec'");
    }

    @Test
    void failOnceAsManyInARowHaveFailedAsRetriesSays() {
        isUnrun();
        docker.fails(CHECK, 2, "no response");

        health();
        assertThat(health()).isEqualTo(Health.STARTING);
        time.sleep(INTERVAL.minusMillis(1));
        health();
        assertThat(docker.calls(ContainerCommand.Exec.class)).hasSize(1);
        time.sleep(Duration.ofMillis(1));
        health();

        assertThat(health()).isEqualTo(Health.UNHEALTHY);
        assertThat(healthchecks.failure(DB)).hasValue("exited with 2: no response");
    }

    @Test
    void mayFailDuringTheStartPeriod() {
        docker.answer(INSPECT, List.of(known(Health.STARTING, false, Duration.ofSeconds(60))));
        seenUnrun();
        docker.fails(CHECK, 2, "no response");

        for (int i = 0; i < 5; i++) {
            time.sleep(INTERVAL);
            assertThat(health()).isEqualTo(Health.STARTING);
        }
        docker.prints(CHECK, "accepting connections");
        for (int i = 0; i < 6; i++) {
            time.sleep(INTERVAL);
            health();
        }

        assertThat(health()).isEqualTo(Health.HEALTHY);
    }

    @Test
    void failWhereTheyTakeLongerThanTheirTimeout() {
        isUnrun();
        hangs = true;

        health();
        time.sleep(Duration.ofSeconds(5));
        health();
        time.sleep(INTERVAL);
        health();
        time.sleep(Duration.ofSeconds(5));

        assertThat(health()).isEqualTo(Health.UNHEALTHY);
        assertThat(healthchecks.failure(DB)).hasValue("has not ended within 5 s");
    }

    @Test
    void areNoneWhereTheContainerHasNoneOrDoesNotRun() {
        docker.answer(
                INSPECT,
                List.of(new ContainerHealth("1", Health.NONE, false, List.of(), INTERVAL, INTERVAL, Duration.ZERO, 3)));
        health();
        time.sleep(INTERVAL.multipliedBy(9));
        ContainerSummary ended =
                new ContainerSummary("2", "esb-a-db-1", "esb-a", "db", 1, "exited", "Exited (0)", List.of());

        assertThat(health()).isEqualTo(Health.NONE);
        assertThat(healthchecks.complete(List.of(ended))).containsExactly(ended);
        assertThat(healthchecks.neverRun(List.of(DB))).isEmpty();
    }

    @Test
    void areSeenNeverToRun() {
        isUnrun();

        assertThat(healthchecks.neverRun(List.of(DB))).containsExactly(DB);
        assertThat(docker.calls(ContainerCommand.Exec.class)).isEmpty();
    }

    private void isUnrun() {
        docker.answer(INSPECT, List.of(known(Health.STARTING, false)));
        seenUnrun();
    }

    private void seenUnrun() {
        assertThat(healthchecks.neverRun(List.of(DB))).isEmpty();
        time.sleep(INTERVAL.multipliedBy(2));
    }

    private Health health() {
        return healthchecks.complete(List.of(DB)).get(0).health();
    }

    private static ContainerHealth known(Health health, boolean hasRun) {
        return known(health, hasRun, Duration.ZERO);
    }

    private static ContainerHealth known(Health health, boolean hasRun, Duration startPeriod) {
        return new ContainerHealth(
                "1", health, hasRun, List.of("pg_isready"), INTERVAL, Duration.ofSeconds(5), startPeriod, 2);
    }
}
