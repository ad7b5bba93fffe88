package dev.esb.plan;

import static dev.esb.environment.Requests.port;
import static dev.esb.environment.Requests.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnchangedPortsTest {

    @Test
    void stayAsTheyAre() {
        List<PortRequest> requests = List.of(port("a", 80, 8080), range("b", 8000, 6, 80), port("c", 0, 80));

        assertThat(new UnchangedPorts().assign(requests, 0))
                .extracting(PortAssignment::text, PortAssignment::address)
                .containsExactly(tuple("80", ""), tuple("8000-8005", ""), tuple("0", ""));
    }
}
