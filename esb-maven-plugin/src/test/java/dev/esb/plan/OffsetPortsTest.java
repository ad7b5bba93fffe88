package dev.esb.plan;

import static dev.esb.environment.Requests.bound;
import static dev.esb.environment.Requests.port;
import static dev.esb.environment.Requests.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRange;
import dev.esb.environment.PortRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OffsetPortsTest {
    private final OffsetPorts ports = new OffsetPorts("127.0.0.1");

    @Test
    void areAHundredApartFromSlotToSlot() {
        List<PortRequest> requests = List.of(port("web", 8001, 80), port("web", 443, 443));

        assertThat(published(requests, 1)).containsExactly("8101", "543");
        assertThat(published(requests, 7)).containsExactly("8701", "1143");
    }

    @Test
    void moveARangeAsAWhole() {
        assertThat(published(List.of(range("worker", 8000, 6, 80)), 1)).containsExactly("8100-8105");
    }

    @Test
    void leaveToTheEngineWhatHasNoNumber() {
        assertThat(published(List.of(port("web", 0, 80)), 7)).containsExactly("0");
    }

    @Test
    void bindWhereNoAddressIsWritten() {
        assertThat(ports.assign(List.of(port("a", 80, 80), bound("::1", "a", 81, 81)), 1))
                .extracting(PortAssignment::address)
                .containsExactly("127.0.0.1", "");
    }

    @Test
    void endWithTheLastPortThereIs() {
        List<PortRequest> requests = List.of(port("agent", 50051, 50051), range("ftp", 60000, 36, 80));

        assertThat(ports.lastSlot(requests)).isEqualTo(55);
        assertThat(ports.slots(requests)).isEqualTo(1);
        assertThat(published(requests, 55)).containsExactly("55551", "65500-65535");
    }

    @Test
    void refuseAPortThatCannotMove() {
        assertThatThrownBy(() -> ports.slots(List.of(port("web", 65500, 80))))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("65500")
                .hasMessageContaining("-Desb.ports=block");
    }

    @Test
    void stayInTheSlotInWhichTheyAre() {
        PortRequest web = port("web", 8001, 80);
        PortRequest udp = port("web", 8001, 80, "udp");

        assertThat(published(List.of(web, udp, port("api", 9000, 80)), 5, Map.of(web, one(8301))))
                .containsExactly("8301", "8301", "9500");
    }

    @Test
    void moveWhereAnotherStrategyHasChosenThem() {
        PortRequest web = port("web", 8001, 80);

        assertThat(published(List.of(web), 5, Map.of(web, one(20016)))).containsExactly("8501");
    }

    @Test
    void neverMeetThoseOfAnEarlierSlot() {
        PortRequest web = port("web", 8200, 80);

        assertThat(ports.assign(List.of(web, port("api", 8000, 80)), 5, Set.of(), Map.of(web, one(8500))))
                .isEmpty();
    }

    @Test
    void passByASlotInWhichTheMiddleOfARangeIsTaken() {
        assertThat(ports.assign(List.of(range("worker", 8000, 6, 80)), 1, Set.of(8103), Map.of()))
                .isEmpty();
    }

    private static PortRange one(int port) {
        return new PortRange(port, port);
    }

    private List<String> published(List<PortRequest> requests, int slot, Map<PortRequest, PortRange> kept) {
        return ports.assign(requests, slot, Set.of(), kept).orElseThrow().stream()
                .map(PortAssignment::text)
                .toList();
    }

    private List<String> published(List<PortRequest> requests, int slot) {
        return ports.assign(requests, slot).stream().map(PortAssignment::text).toList();
    }
}
