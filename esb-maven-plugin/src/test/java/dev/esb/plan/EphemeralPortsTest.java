package dev.esb.plan;

import static dev.esb.environment.Requests.bound;
import static dev.esb.environment.Requests.port;
import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class EphemeralPortsTest {
    private final List<PortRequest> requests = List.of(port("a", 80, 80), bound("0.0.0.0", "a", 81, 81));

    @Test
    void leaveTheChoiceToTheEngineButNotTheAddress() {
        assertThat(new EphemeralPorts("127.0.0.1").assign(requests, 7))
                .containsExactly(
                        new PortAssignment(requests.get(0), "127.0.0.1", 0),
                        new PortAssignment(requests.get(1), "", 0));
    }

    @Test
    void needNoMoreThanOneSlot() {
        assertThat(new EphemeralPorts("").slots(requests)).isEqualTo(1);
    }
}
