package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.esb.docker.ContainerSummary.Health;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerSummaryTest {
    private static final ContainerCommand.ListAll LIST = new ContainerCommand.ListAll("com.docker.compose.project=p");

    @RecordedCase("list/containers")
    void isReadFromEachLine(Recorded recorded) {
        assertThat(recorded.answerTo(LIST))
                .allSatisfy(container -> assertThat(container.id()).matches("[0-9a-f]{64}"))
                .extracting(
                        ContainerSummary::name,
                        ContainerSummary::project,
                        ContainerSummary::service,
                        ContainerSummary::number,
                        ContainerSummary::state,
                        ContainerSummary::exitCode)
                .containsExactlyInAnyOrder(
                        tuple("p-web-1", "p", "web", 1, "running", OptionalInt.empty()),
                        tuple("p-after-1", "p", "after", 1, "running", OptionalInt.empty()),
                        tuple("p-once-1", "p", "once", 1, "exited", OptionalInt.of(0)));
    }

    @RecordedCase("list/containers")
    void hasThePortsThatItPublishes(Recorded recorded) {
        // Podman tells the first of those that follow one another; the others are asked for.
        assertThat(service(recorded, "web").ports())
                .startsWith(
                        new PortBinding("127.0.0.1", 18080, 80, "tcp"),
                        new PortBinding("127.0.0.1", 18100, 8100, "tcp"));
        assertThat(service(recorded, "after").ports()).isEmpty();
    }

    @RecordedCase(value = "list/states", engines = RecordedCase.DOCKER)
    void hasAPortForEachAddressAndProtocol(Recorded recorded) {
        assertThat(service(recorded, "web").ports())
                .contains(
                        new PortBinding("0.0.0.0", 31053, 53, "tcp"),
                        new PortBinding("0.0.0.0", 31053, 53, "udp"),
                        new PortBinding("::", 31053, 53, "udp"),
                        new PortBinding("0.0.0.0", 31062, 62, "tcp"),
                        new PortBinding("::", 31062, 62, "tcp"),
                        new PortBinding("127.0.0.1", 31080, 80, "tcp"))
                .hasSize(11);
    }

    @RecordedCase(value = "list/states", engines = RecordedCase.DOCKER)
    void knowsHealth(Recorded recorded) {
        assertThat(service(recorded, "db").health()).isEqualTo(Health.HEALTHY);
        assertThat(service(recorded, "sick").health()).isEqualTo(Health.UNHEALTHY);
        assertThat(service(recorded, "slow").health()).isEqualTo(Health.STARTING);
    }

    @RecordedCase("list/states")
    void hasNoHealthWithoutAHealthcheck(Recorded recorded) {
        assertThat(service(recorded, "web").health()).isEqualTo(Health.NONE);
        assertThat(service(recorded, "held").health()).isEqualTo(Health.NONE);
        assertThat(service(recorded, "job").health()).isEqualTo(Health.NONE);
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

    @RecordedCase("list/states")
    void knowsTheExitCodeOfWhatHasEnded(Recorded recorded) {
        assertThat(service(recorded, "job").exitCode()).hasValue(0);
        assertThat(service(recorded, "bad").exitCode()).hasValue(3);
        assertThat(service(recorded, "held").exitCode()).isEmpty();
        assertThat(service(recorded, "web").exitCode()).isEmpty();
    }

    @RecordedCase(value = "list/states", engines = RecordedCase.DOCKER)
    void hasNoExitCodeWhileItIsStartedAgain(Recorded recorded) {
        assertThat(service(recorded, "again").exitCode()).isEmpty();
        assertThat(service(recorded, "again").isRunning()).isFalse();
    }

    @RecordedCase("list/states")
    void runsUnlessItIsPausedOrHasEnded(Recorded recorded) {
        assertThat(service(recorded, "web").isRunning()).isTrue();
        assertThat(service(recorded, "held").isRunning()).isFalse();
        assertThat(service(recorded, "bad").isRunning()).isFalse();
    }

    @RecordedCase("list/states")
    void tellsAContainerOfTheStackFromOneStartedByHand(Recorded recorded) {
        assertThat(recorded.answerTo(LIST))
                .filteredOn(container -> !container.isPartOfStack())
                .extracting(ContainerSummary::name)
                .containsExactly("by-hand");
    }

    @RecordedCase("list/links")
    void hasItsOwnNameAlsoWhereOtherContainersLinkToIt(Recorded recorded) {
        assertThat(recorded.output()).contains("p-web-1/db");
        assertThat(service(recorded, "db").name()).isEqualTo("p-db-1");
    }

    private static ContainerSummary service(Recorded recorded, String name) {
        return recorded.answerTo(LIST).stream()
                .filter(container ->
                        container.isPartOfStack() && container.service().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
