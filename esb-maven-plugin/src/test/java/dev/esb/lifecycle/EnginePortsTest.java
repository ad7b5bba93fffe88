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
        List<BoundPort> ports = ports(0, container("running", new PortBinding("0.0.0.0", 49153, 80, "tcp")));

        assertThat(ports).containsExactly(published(0, "0.0.0.0", 49153));
    }

    @Test
    void areNotOfAnotherProtocolOrTarget() {
        List<BoundPort> ports = ports(
                0,
                container(
                        "running",
                        new PortBinding("0.0.0.0", 1, 80, "udp"),
                        new PortBinding("0.0.0.0", 2, 81, "tcp"),
                        new PortBinding("0.0.0.0", 3, 80, "tcp")));

        assertThat(ports).containsExactly(published(0, "0.0.0.0", 3));
    }

    @Test
    void areThoseOfAllContainersOfARangeInTheOrderOfTheirNumbers() {
        PortRequest range = new PortRequest("web", 80, "tcp", "", 8080, 4, Optional.empty());
        PortAssignment planned = new PortAssignment(range, "", 20000);
        List<ContainerSummary> replicas = List.of(
                container(10, new PortBinding("0.0.0.0", 20001, 80, "tcp"), new PortBinding("::", 20001, 80, "tcp")),
                container(2, new PortBinding("::", 20002, 80, "tcp"), new PortBinding("0.0.0.0", 20002, 80, "tcp")),
                container(1, new PortBinding("0.0.0.0", 20003, 80, "tcp"), new PortBinding("::", 20003, 80, "tcp")));

        List<BoundPort> ports = new EnginePorts(replicas, messages).of(List.of(planned));

        assertThat(ports)
                .containsExactly(
                        new BoundPort(planned, 1, "0.0.0.0", 20003),
                        new BoundPort(planned, 2, "0.0.0.0", 20002),
                        new BoundPort(planned, 3, "0.0.0.0", 20001));
    }

    @Test
    void areThoseOfEachAddressWhereTheEngineChooses() {
        List<PortAssignment> plan = List.of(
                chosen("", ""), chosen("", "127.0.0.1"), chosen("127.0.0.2", ""), chosen("0:0:0:0:0:0:0:1", ""));
        ContainerSummary container = container(
                1,
                new PortBinding("::1", 32768, 80, "tcp"),
                new PortBinding("127.0.0.2", 32768, 80, "tcp"),
                new PortBinding("0.0.0.0", 32769, 80, "tcp"),
                new PortBinding("::", 32769, 80, "tcp"),
                new PortBinding("127.0.0.1", 32770, 80, "tcp"));

        List<BoundPort> ports = new EnginePorts(List.of(container), messages).of(plan);

        assertThat(ports)
                .containsExactly(
                        new BoundPort(plan.get(0), 1, "0.0.0.0", 32769),
                        new BoundPort(plan.get(1), 1, "127.0.0.1", 32770),
                        new BoundPort(plan.get(2), 1, "127.0.0.2", 32768),
                        new BoundPort(plan.get(3), 1, "::1", 32768));
    }

    /** An engine may publish on another address than the one it was asked for, such as one in a virtual machine. */
    @Test
    void areOnAnotherAddressWhereTheEnginePublishesThem() {
        List<BoundPort> ports = ports(20000, container("running", new PortBinding("0.0.0.0", 20000, 80, "tcp")));

        assertThat(ports).containsExactly(published(20000, "0.0.0.0", 20000));
    }

    @Test
    void areNotOfAPortWithAnotherTarget() {
        assertThat(ports(20272, container("running", new PortBinding("127.0.0.1", 20272, 20272, "tcp"))))
                .isEmpty();
    }

    @Test
    void areNotPromisedWhereTheEnginePublishesNone() {
        assertThat(ports(20000, container("running"))).isEmpty();

        assertThat(messages.warnings)
                .singleElement()
                .asString()
                .startsWith("web 80/tcp is not published, and there is no property for it: ");
    }

    @Test
    void areAsPlannedWhereTheServiceHasEnded() {
        List<BoundPort> ports = ports(20000, container("exited"));

        assertThat(ports).containsExactly(published(20000, "127.0.0.1", 20000));
        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void haveTheAddressOfTheFileWhereTheServiceHasEnded() {
        PortAssignment planned = planned("127.0.0.2", 20000);

        List<BoundPort> ports = new EnginePorts(List.of(container("exited")), messages).of(List.of(planned));

        assertThat(ports).containsExactly(new BoundPort(planned, 1, "127.0.0.2", 20000));
    }

    private List<BoundPort> ports(int planned, ContainerSummary container) {
        return new EnginePorts(List.of(container), messages).of(List.of(new PortAssignment(WEB, "127.0.0.1", planned)));
    }

    private static BoundPort published(int planned, String address, int port) {
        return new BoundPort(new PortAssignment(WEB, "127.0.0.1", planned), 1, address, port);
    }

    private static PortAssignment chosen(String written, String bind) {
        return new PortAssignment(new PortRequest("web", 80, "tcp", written, 0, 1, Optional.empty()), bind, 0);
    }

    private static PortAssignment planned(String written, int planned) {
        return new PortAssignment(new PortRequest("web", 80, "tcp", written, 8080, 1, Optional.empty()), "", planned);
    }

    private static ContainerSummary container(String state, PortBinding... ports) {
        return new ContainerSummary("id", "esb-a-web-1", "esb-a", "web", 1, state, "", List.of(ports));
    }

    private static ContainerSummary container(int number, PortBinding... ports) {
        return new ContainerSummary(
                "id-" + number, "esb-a-web-" + number, "esb-a", "web", number, "running", "", List.of(ports));
    }
}
