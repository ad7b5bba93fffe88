package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.esb.docker.ContainerSummary.Health;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerHealthTest {
    private static final ContainerCommand.InspectHealth INSPECT =
            new ContainerCommand.InspectHealth(List.of("p-db-1", "p-sick-1", "p-slow-1", "p-held-1", "gone"));

    @RecordedCase("inspect/health")
    void hasTheCheckAndItsTimes(Recorded recorded) {
        assertThat(recorded.answerTo(INSPECT))
                .extracting(
                        ContainerHealth::command,
                        ContainerHealth::interval,
                        ContainerHealth::timeout,
                        ContainerHealth::startPeriod,
                        ContainerHealth::retries)
                .containsExactly(
                        tuple(List.of("busybox", "true"), seconds(1), seconds(30), Duration.ZERO, 3),
                        tuple(List.of("busybox", "false"), seconds(1), seconds(30), Duration.ZERO, 1),
                        tuple(List.of("busybox", "false"), seconds(30), seconds(30), seconds(3600), 3),
                        tuple(List.of(), seconds(30), seconds(30), Duration.ZERO, 3));
    }

    @RecordedCase(value = "inspect/health", engines = RecordedCase.DOCKER)
    void isWhatTheEngineHasFound(Recorded recorded) {
        assertThat(recorded.answerTo(INSPECT))
                .extracting(ContainerHealth::health, ContainerHealth::hasRun)
                .containsExactly(
                        tuple(Health.HEALTHY, true),
                        tuple(Health.UNHEALTHY, true),
                        tuple(Health.STARTING, false),
                        tuple(Health.NONE, false));
    }

    @RecordedCase(value = "inspect/health", engines = "podman-.*")
    void isNeverFoundByPodmanWithoutSystemd(Recorded recorded) {
        assertThat(recorded.answerTo(INSPECT))
                .extracting(ContainerHealth::health, ContainerHealth::hasRun)
                .containsExactly(
                        tuple(Health.STARTING, false),
                        tuple(Health.STARTING, false),
                        tuple(Health.STARTING, false),
                        tuple(Health.NONE, false));
    }

    /** As {@code podman healthcheck run} left it, which is what the timers of systemd call. */
    @Test
    void isThatOfAPodmanThatRunsHealthchecks() {
        ContainerHealth health = INSPECT.parse("""
                        {"id":"1","check":{"Interval":1000000000,"Retries":2,"Test":["CMD-SHELL","test -e /ok || exit 1"],"Timeout":30000000000},\
                        "health":{"Status":"healthy","FailingStreak":0,"Log":[{"ExitCode":0,"Output":""}]}}
                        """).get(0);

        assertThat(health.health()).isEqualTo(Health.HEALTHY);
        assertThat(health.hasRun()).isTrue();
        assertThat(health.command()).containsExactly("/bin/sh", "-c", "test -e /ok || exit 1");
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
