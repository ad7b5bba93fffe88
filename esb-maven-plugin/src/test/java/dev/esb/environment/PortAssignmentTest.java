package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortAssignmentTest {

    @Test
    void isWrittenAsOnePort() {
        assertThat(new PortAssignment(request(1), "", 20112).text()).isEqualTo("20112");
    }

    @Test
    void isWrittenAsARangeWithBothEnds() {
        assertThat(new PortAssignment(request(6), "", 20112).text()).isEqualTo("20112-20117");
    }

    private static PortRequest request(int count) {
        return new PortRequest("web", 80, "tcp", "", 8000, count, Optional.empty());
    }
}
