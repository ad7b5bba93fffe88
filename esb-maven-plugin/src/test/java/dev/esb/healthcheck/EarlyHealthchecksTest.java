package dev.esb.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.FakeTime;
import dev.esb.docker.ContainerCommand.Exec;
import dev.esb.docker.ContainerCommand.InspectHealth;
import dev.esb.docker.ContainerHealth;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.ContainerSummary.Health;
import dev.esb.docker.FakeDocker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EarlyHealthchecksTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final ContainerSummary STARTING = container("Up Less than a second (health: starting)");

    private final FakeTime time = new FakeTime();
    private final FakeDocker docker = new FakeDocker();
    private final List<Runnable> started = new ArrayList<>();
    private final EarlyHealthchecks checks = new EarlyHealthchecks(docker, time, "db"::equals, this::start);
    private boolean succeeds;

    EarlyHealthchecksTest() {
        docker.every(
                InspectHealth.class,
                command -> command.containers().stream()
                        .map(id -> new ContainerHealth(
                                id,
                                Health.STARTING,
                                false,
                                List.of("pg_isready"),
                                INTERVAL,
                                Duration.ofSeconds(5),
                                Duration.ZERO,
                                3))
                        .toList());
        docker.every(Exec.class, command -> {
            if (!succeeds) {
                throw FakeDocker.exception(command.arguments(), 1, "no response");
            }
            return null;
        });
    }

    private CompletableFuture<Void> start(Runnable run) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        started.add(() -> {
            run.run();
            end.complete(null);
        });
        return end;
    }

    private void endRuns() {
        List<Runnable> all = List.copyOf(started);
        started.clear();
        all.forEach(Runnable::run);
    }

    private Health health(ContainerSummary container) {
        return checks.complete(List.of(container)).get(0).health();
    }

    /** An engine would run the check in ten seconds. */
    @Test
    void oneThatSucceedsAtOnceSaysThatAContainerIsHealthy() {
        succeeds = true;

        assertThat(health(STARTING)).isEqualTo(Health.STARTING);
        endRuns();
        assertThat(health(STARTING)).isEqualTo(Health.HEALTHY);

        assertThat(docker.calls(Exec.class)).containsExactly(new Exec("id-db", List.of("pg_isready")));
        assertThat(docker.calls(InspectHealth.class)).hasSize(1);
    }

    @Test
    void oneThatFailsIsRunAgainAfterWaitsThatGetLongerUntilTheEngineRunsIt() {
        for (int look = 0; look < 400; look++) {
            assertThat(health(STARTING)).isEqualTo(Health.STARTING);
            endRuns();
            time.sleep(Duration.ofMillis(100));
        }

        // At 0, 0.1, 0.3, 0.7, 1.5, 3.1, 6.3 and 12.7 s.
        assertThat(docker.calls(Exec.class)).hasSize(8);
    }

    @Test
    void oneIsNotRunTwiceAtOnce() {
        health(STARTING);
        time.sleep(Duration.ofSeconds(1));
        health(STARTING);

        assertThat(started).hasSize(1);
    }

    @Test
    void thereIsNoneOfAContainerOfWhichTheEngineSaysMore() {
        for (String status :
                List.of("Up 1 second", "Up 1 second (healthy)", "Up 9 seconds (unhealthy)", "Exited (1)")) {
            assertThat(health(container(status))).isEqualTo(container(status).health());
        }

        assertThat(docker.calls()).isEmpty();
    }

    @Test
    void thereIsNoneOfAServiceThatWasNotStarted() {
        ContainerSummary web = new ContainerSummary(
                "id-web", "esb-a-web-1", "esb-a", "web", 1, "running", STARTING.status(), List.of());

        assertThat(health(web)).isEqualTo(Health.STARTING);
        assertThat(docker.calls()).isEmpty();
    }

    @Test
    void aContainerThatIsGoneMeanwhileIsAsTheEngineSaid() {
        docker.every(InspectHealth.class, command -> List.of());

        assertThat(health(STARTING)).isEqualTo(Health.STARTING);
        assertThat(started).isEmpty();
    }

    private static ContainerSummary container(String status) {
        return new ContainerSummary(
                "id-db",
                "esb-a-db-1",
                "esb-a",
                "db",
                1,
                status.startsWith("Up") ? "running" : "exited",
                status,
                List.of());
    }
}
