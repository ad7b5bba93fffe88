package dev.esb.plan;

import static dev.esb.environment.Requests.bound;
import static dev.esb.environment.Requests.port;
import static dev.esb.environment.Requests.range;
import static dev.esb.environment.Requests.variable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRange;
import dev.esb.environment.PortRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockPortsTest {
    private final BlockPorts ports = new BlockPorts(PortRange.DEFAULT, "127.0.0.1");

    @Test
    void giveEachSlotABlockOfItsOwn() {
        List<PortRequest> requests = List.of(port("web", 8080, 80));

        assertThat(published(requests, 1)).containsExactly(20016);
        assertThat(published(requests, 2)).containsExactly(20032);
        assertThat(published(requests, 797)).containsExactly(32752);
    }

    @Test
    void stayTheSameInWhateverOrderTheyAreWritten() {
        List<PortRequest> requests = List.of(
                port("web", 8080, 80), port("api", 8081, 80), port("web", 8443, 443), port("web", 53, 53, "udp"));
        List<PortRequest> reversed = new ArrayList<>(requests);
        Collections.reverse(reversed);

        assertThat(ports.assign(requests, 7)).containsExactlyInAnyOrderElementsOf(ports.assign(reversed, 7));
        assertThat(ports.assign(reversed, 7))
                .extracting(PortAssignment::request)
                .containsExactlyElementsOf(reversed);
    }

    @Test
    void keepTcpAndUdpOfOnePortOnOneNumber() {
        assertThat(published(List.of(port("dns", 53, 53, "tcp"), port("dns", 53, 53, "udp")), 1))
                .containsExactly(20016, 20016);
        assertThat(published(List.of(port("dns", 0, 53, "tcp"), port("dns", 0, 53, "udp")), 1))
                .containsExactly(20016, 20016);
    }

    @Test
    void keepOneVariableOnOneNumberAcrossServices() {
        assertThat(published(List.of(variable("PORT", "a", 80, 80), variable("PORT", "b", 80, 8080)), 1))
                .containsExactly(20016, 20016);
    }

    @Test
    void neverShareANumberBetweenDifferentPortsOfOneTarget() {
        assertThat(published(List.of(port("web", 8080, 80), port("web", 8081, 80)), 1))
                .containsExactly(20016, 20017);
    }

    @Test
    void leaveRoomForARange() {
        assertThat(published(List.of(range("a", 8000, 6, 80), port("b", 81, 81)), 1))
                .containsExactly(20016, 20022);
    }

    @Test
    void takeARunOfSlotsForMoreThanABlock() {
        assertThat(ports.slots(List.of())).isEqualTo(1);
        assertThat(ports.slots(numbered(16))).isEqualTo(1);
        assertThat(ports.slots(numbered(17))).isEqualTo(2);
        assertThat(ports.slots(List.of(range("a", 8000, 40, 80)))).isEqualTo(3);
    }

    @Test
    void endInsideTheRange() {
        List<PortRequest> requests = numbered(32);
        int last = ports.lastSlot(requests) - ports.slots(requests);

        assertThat(Collections.max(published(requests, last))).isLessThanOrEqualTo(32767);
    }

    @Test
    void beginAtTheStartOfTheRangeInTheLastSlot() {
        assertThat(ports.lastSlot(numbered(1))).isEqualTo(798);
        assertThat(ports.lastPreferredSlot(numbered(1))).isEqualTo(797);
        assertThat(published(numbered(1), 798)).containsExactly(20000);
    }

    @Test
    void useARangeThatIsSmallerThanABlock() {
        BlockPorts narrow = new BlockPorts(PortRange.parse("30000-30004"), "");

        assertThat(narrow.slots(numbered(3))).isEqualTo(1);
        assertThat(narrow.lastSlot(numbered(3))).isEqualTo(1);
        assertThat(narrow.lastPreferredSlot(numbered(3))).isEqualTo(1);
        assertThat(narrow.assign(numbered(3), 1))
                .extracting(PortAssignment::published)
                .containsExactly(30000, 30001, 30002);
    }

    @Test
    void useTheRestAtTheEndOfTheRange() {
        BlockPorts withRest = new BlockPorts(PortRange.parse("30000-30052"), "");

        assertThat(withRest.lastPreferredSlot(numbered(5))).isEqualTo(2);
        assertThat(withRest.tooShort(numbered(5))).isEmpty();
        assertThat(withRest.assign(numbered(5), 3))
                .extracting(PortAssignment::published)
                .containsExactly(30048, 30049, 30050, 30051, 30052);
        assertThat(withRest.tooShort(numbered(6))).containsExactly(3);
        assertThat(withRest.assign(numbered(6), 4).get(0).published()).isEqualTo(30000);
    }

    @Test
    void takeAllOfTheRangeForAStackThatNeedsIt() {
        BlockPorts narrow = new BlockPorts(PortRange.parse("30000-30052"), "");

        assertThat(narrow.slots(List.of(range("a", 8000, 53, 80)))).isEqualTo(4);
        assertThat(narrow.assign(List.of(range("a", 8000, 53, 80)), 1))
                .extracting(PortAssignment::published)
                .containsExactly(30000);
        assertThat(narrow.slots(numbered(53))).isEqualTo(4);
        assertThat(narrow.slots(numbered(37))).isEqualTo(3);
        assertThat(narrow.slots(numbered(38))).isEqualTo(4);
    }

    @Test
    void sayThatTheRangeIsTooNarrow() {
        BlockPorts narrow = new BlockPorts(PortRange.parse("20000-20031"), "");

        assertThat(narrow.slots(numbered(16))).isEqualTo(1);
        assertThat(narrow.slots(numbered(32))).isEqualTo(2);
        assertThatThrownBy(() -> narrow.slots(numbered(33)))
                .isInstanceOf(EsbException.class)
                .hasMessage(
                        "The stack needs 33 ports of this host, and the port range 20000-20031 (esb.portRange) has 32. Name a wider range, or publish fewer.");
    }

    @Test
    void bindWhereNoAddressIsWritten() {
        List<PortRequest> requests = List.of(port("a", 80, 80), bound("0.0.0.0", "a", 81, 81));

        assertThat(ports.assign(requests, 1))
                .extracting(PortAssignment::address)
                .containsExactly("127.0.0.1", "");
    }

    @Test
    void stayWhereTheyAreWhenAnotherComesThatSortsFirst() {
        PortRequest api = port("api", 8079, 80);
        PortRequest web = port("web", 8080, 80);

        assertThat(published(List.of(web), 1)).containsExactly(20016);
        assertThat(published(List.of(api, web), 1, Map.of(web, one(20016)))).containsExactly(20017, 20016);
    }

    @Test
    void giveAwayThePlaceOfAServiceThatIsGone() {
        PortRequest web = port("web", 8080, 80);

        assertThat(published(List.of(web, port("zoo", 8081, 80)), 1, Map.of(web, one(20018))))
                .containsExactly(20018, 20016);
    }

    /** Of an earlier slot, or of another range of ports. */
    @Test
    void stayOutsideOfTheBlockIfTheyAreThere() {
        PortRequest web = port("web", 8080, 80);

        assertThat(published(List.of(web, port("zoo", 8081, 80)), 1, Map.of(web, one(30001))))
                .containsExactly(30001, 20016);
    }

    @Test
    void moveOnlyWhereSomethingElseHasTakenThem() {
        PortRequest api = port("api", 8079, 80);
        PortRequest web = port("web", 8080, 80);
        Map<PortRequest, PortRange> kept = Map.of(api, one(20017), web, one(20016));

        assertThat(ports.assign(List.of(api, web), 1, Set.of(20017), kept).orElseThrow())
                .extracting(PortAssignment::published)
                .containsExactly(20018, 20016);
    }

    @Test
    void keepOneNumberForWhatJoinsOneThatIsThere() {
        PortRequest web = port("web", 53, 53, "tcp");
        PortRequest other = variable("PORT", "b", 80, 8080);

        assertThat(published(List.of(port("web", 53, 53, "udp"), web), 1, Map.of(web, one(20020))))
                .containsExactly(20020, 20020);
        assertThat(published(List.of(variable("PORT", "a", 80, 80), other), 1, Map.of(other, one(20020))))
                .containsExactly(20020, 20020);
    }

    @Test
    void leaveALongerRangeWhereItIsOnlyIfThereIsRoomInItsBlock() {
        PortRequest range = range("a", 8000, 3, 80);
        PortRequest web = port("web", 8080, 80);

        assertThat(published(List.of(range), 1, Map.of(range, one(20020)))).containsExactly(20020);
        assertThat(published(List.of(range), 1, Map.of(range, one(20030)))).containsExactly(20016);
        assertThat(published(List.of(range, web), 1, Map.of(range, one(20020), web, one(20021))))
                .containsExactly(20016, 20021);
    }

    @Test
    void haveNoRoomForARangeBetweenThoseThatStay() {
        List<PortRequest> requests = List.of(port("a", 1, 1), range("b", 2, 8, 2));

        assertThat(ports.assign(requests, 1, Set.of(), Map.of(requests.get(0), one(20024))))
                .isPresent();
        assertThat(ports.assign(requests, 1, Set.of(20031), Map.of(requests.get(0), one(20023))))
                .isEmpty();
    }

    private static PortRange one(int port) {
        return new PortRange(port, port);
    }

    private List<Integer> published(List<PortRequest> requests, int slot, Map<PortRequest, PortRange> kept) {
        return ports.assign(requests, slot, Set.of(), kept).orElseThrow().stream()
                .map(PortAssignment::published)
                .toList();
    }

    private List<Integer> published(List<PortRequest> requests, int slot) {
        return ports.assign(requests, slot).stream()
                .map(PortAssignment::published)
                .toList();
    }

    private static List<PortRequest> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> port("web", 8000 + i, 8000 + i))
                .toList();
    }
}
