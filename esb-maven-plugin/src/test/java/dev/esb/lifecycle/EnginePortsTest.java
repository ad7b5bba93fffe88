package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.RecordedMessages;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.PortBinding;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnginePortsTest {
    private static final PortRequest WEB = new PortRequest("web", 80, "tcp", "", 8080, 1, Optional.empty());

    private final RecordedMessages messages = new RecordedMessages();

    @Test
    void areWhatTheEngineChose() {
        List<PublishedPort> ports = ports(0, container("running", new PortBinding("0.0.0.0", 49153, 80, "tcp")));

        assertThat(ports).containsExactly(new PublishedPort(WEB, "0.0.0.0", 49153));
    }

    @Test
    void areNotOfAnotherProtocolOrTarget() {
        List<PublishedPort> ports = ports(
                0,
                container(
                        "running",
                        new PortBinding("0.0.0.0", 1, 80, "udp"),
                        new PortBinding("0.0.0.0", 2, 81, "tcp"),
                        new PortBinding("0.0.0.0", 3, 80, "tcp")));

        assertThat(ports).containsExactly(new PublishedPort(WEB, "0.0.0.0", 3));
    }

    @Test
    void areTheFirstOfARangeThatTheEngineTook() {
        PortRequest range = new PortRequest("web", 80, "tcp", "", 8080, 4, Optional.empty());
        List<ContainerSummary> replicas = List.of(
                container("running", new PortBinding("0.0.0.0", 20002, 80, "tcp")),
                container("running", new PortBinding("0.0.0.0", 20001, 80, "tcp")));

        List<PublishedPort> ports =
                new EnginePorts(replicas, messages).of(List.of(new PortAssignment(range, "", 20000)));

        assertThat(ports).containsExactly(new PublishedPort(range, "0.0.0.0", 20001));
    }

    /** As Compose publishes {@code ${PORT:-6379}:${PORT:-6379}} once the variable has the planned port as its value. */
    @Test
    void areHandedOverByTheWrittenTargetWhereAVariableMovedIt() {
        PortRequest cache = new PortRequest("web", 6379, "tcp", "", 6379, 1, Optional.of("PORT"));
        ContainerSummary container = container("running", new PortBinding("127.0.0.1", 20272, 20272, "tcp"));

        List<PublishedPort> ports =
                new EnginePorts(List.of(container), messages).of(List.of(new PortAssignment(cache, "", 20272)));

        assertThat(ports).containsExactly(new PublishedPort(cache, "127.0.0.1", 20272));
        assertThat(PortProperties.of(ports)).containsEntry("esb.port.web.6379", "20272");
        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void areNotOfAPortThatNoVariableMoved() {
        assertThat(ports(20272, container("running", new PortBinding("127.0.0.1", 20272, 20272, "tcp"))))
                .isEmpty();
    }

    @Test
    void areNotPromisedWhereTheEnginePublishesNone() {
        assertThat(ports(20000, container("running"))).isEmpty();

        assertThat(messages.warnings)
                .singleElement()
                .asString()
                .startsWith("web 80/tcp is not published, and there is no esb.port.web.80: ");
    }

    @Test
    void areAsPlannedWhereTheServiceHasEnded() {
        List<PublishedPort> ports = ports(20000, container("exited"));

        assertThat(ports).containsExactly(new PublishedPort(WEB, "127.0.0.1", 20000));
        assertThat(messages.warnings).isEmpty();
    }

    private List<PublishedPort> ports(int planned, ContainerSummary container) {
        return new EnginePorts(List.of(container), messages).of(List.of(new PortAssignment(WEB, "127.0.0.1", planned)));
    }

    private static ContainerSummary container(String state, PortBinding... ports) {
        return new ContainerSummary("id", "esb-a-web-1", "esb-a", "web", 1, state, "", List.of(ports));
    }
}
