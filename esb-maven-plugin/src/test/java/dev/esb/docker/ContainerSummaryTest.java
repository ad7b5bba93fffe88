package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.esb.docker.ContainerSummary.Health;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerSummaryTest {
    private final List<ContainerSummary> containers =
            new ContainerCommand.ListAll("com.docker.compose.project=esb-a").parse(Recorded.output("containers.jsonl"));

    @Test
    void isReadFromEachLine() {
        assertThat(containers)
                .extracting(ContainerSummary::project, ContainerSummary::service, ContainerSummary::state)
                .startsWith(tuple("esb-a", "web", "running"), tuple("esb-a", "job", "exited"))
                .hasSize(6);
        assertThat(service("web").ports()).hasSize(5).contains(new PortBinding("127.0.0.1", 31080, 80, "tcp"));
    }

    @Test
    void knowsHealth() {
        assertThat(service("web").health()).isEqualTo(Health.HEALTHY);
        assertThat(service("sick").health()).isEqualTo(Health.UNHEALTHY);
        assertThat(service("db").health()).isEqualTo(Health.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "running, Up Less than a second (health: starting), STARTING",
        "running, Up About an hour (healthy), HEALTHY",
        "running, Up 2 weeks, NONE",
        "paused, Up 3 seconds (Paused), NONE",
        "exited, Exited (137) 2 minutes ago (healthy), NONE"
    })
    void readsHealthFromTheStatus(String state, String status, Health health) {
        assertThat(new ContainerSummary("1", "web", "esb-a", "web", 1, state, status, List.of()).health())
                .isEqualTo(health);
    }

    @Test
    void knowsTheExitCodeOfWhatHasEnded() {
        assertThat(service("job").exitCode()).isEqualTo(OptionalInt.of(0));
        assertThat(service("job").isRunning()).isFalse();
        assertThat(service("bad").exitCode()).isEmpty();
        assertThat(service("web").exitCode()).isEmpty();
    }

    @Test
    void tellsAContainerOfTheStackFromOneStartedByHand() {
        assertThat(containers)
                .filteredOn(container -> !container.isPartOfStack())
                .extracting(ContainerSummary::name)
                .containsExactly("esb-a-web-run-1f");
    }

    @Test
    void hasItsOwnNameAlsoWhereOtherContainersLinkToIt() {
        assertThat(service("db").name()).isEqualTo("esb-a-db-1");
    }

    private ContainerSummary service(String name) {
        return containers.stream()
                .filter(container -> container.service().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
