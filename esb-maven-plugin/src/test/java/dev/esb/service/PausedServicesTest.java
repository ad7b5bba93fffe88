package dev.esb.service;

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
import org.junit.jupiter.api.Test;

class PausedServicesTest {
    private static final ContainerSummary DB = Summaries.of("db", 1, "paused", "Up 2 hours (Paused)");
    private static final ContainerCommand.Unpause UNPAUSE = new ContainerCommand.Unpause(List.of("id-esb-a-db-1"));
    private static final ContainerCommand.InspectHealth HEALTH =
            new ContainerCommand.InspectHealth(List.of("id-esb-a-db-1"));

    private final FakeDocker docker = new FakeDocker();
    private final FakeTime time = new FakeTime();
    private final RecordedMessages messages = new RecordedMessages();

    @Test
    void runNoCommandWhereThereAreNone() {
        goOn(Summaries.healthy("db"), Summaries.exited("seed", 0));

        assertThat(docker.calls()).isEmpty();
    }

    /** A check that the engine runs during a pause fails. */
    @Test
    void areAwaitedUntilTheNextHealthcheck() {
        docker.answer(HEALTH, List.of(health(Health.UNHEALTHY)), List.of(health(Health.HEALTHY)));

        goOn(DB, Summaries.running("web", "Up"));

        assertThat(docker.calls()).containsExactly(UNPAUSE, HEALTH, HEALTH);
        assertThat(time.slept()).isEqualTo(Duration.ofMillis(200));
    }

    /** Compose says then that it is unhealthy. */
    @Test
    void areNotAwaitedForLongerThanAHealthcheckTakes() {
        docker.answer(HEALTH, List.of(health(Health.UNHEALTHY)));

        goOn(DB);

        assertThat(time.slept()).isEqualTo(Duration.ofSeconds(5 + 3 + 1));
    }

    private void goOn(ContainerSummary... containers) {
        new PausedServices(docker, messages, time, time).goOn(List.of(containers));
    }

    private static ContainerHealth health(Health health) {
        return new ContainerHealth(
                "id-esb-a-db-1",
                health,
                true,
                List.of("pg_isready"),
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                Duration.ZERO,
                3);
    }
}
