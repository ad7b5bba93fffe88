package dev.esb.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.drawing.Graph.Service;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CardTest {

    @Test
    void aLongTextKeepsItsBeginningAndItsEnd() {
        String shown = TextWidth.shorten("registry.example.org/a/very/long/path/to/an/image:1.2.3-alpine", 11, 150);

        assertThat(shown).startsWith("registry").contains("…").endsWith("alpine");
        assertThat(TextWidth.of(shown, 11)).isLessThanOrEqualTo(150);
    }

    @Test
    void aTextThatFitsIsLeftAlone() {
        assertThat(TextWidth.shorten("nginx", 11, 150)).isEqualTo("nginx");
    }

    @Test
    void aPictureInATextIsNotCutInHalf() {
        assertThat(TextWidth.shorten("😀".repeat(40), 11, 100)).matches("😀+…😀+");
    }

    @Test
    void theBoxIsWiderThanWhatIsInIt() {
        Map<String, Chip> chips = Chip.of(IntStream.range(0, 9)
                .mapToObj(i -> new Graph.Network("network:n" + i, "network-number-" + i, "", false, List.of()))
                .toList());
        Card card = Card.of(service(List.of(), List.copyOf(chips.keySet())), chips);

        assertThat(card.chips())
                .hasSizeGreaterThan(1)
                .allSatisfy(row -> assertThat(row.stream()
                                .mapToDouble(chip -> chip.width() + Chip.GAP)
                                .sum())
                        .isLessThan(card.width()));
    }

    @Test
    void ofManyPortsTheFirstAreShown() {
        List<String> ports = IntStream.range(0, 40).mapToObj(String::valueOf).toList();

        assertThat(Card.of(service(ports, List.of()), Map.of()).lines())
                .extracting(Card.Line::text)
                .hasSize(15)
                .endsWith("11", "and 28 more");
    }

    @Test
    void aPortOnAllAddressesIsOneLine() {
        assertThat(PortText.of(List.of(
                        new Fields(SampleGraph.port("0.0.0.0", "8080", 80, "tcp")),
                        new Fields(SampleGraph.port("::", "8080", 80, "tcp")),
                        new Fields(SampleGraph.port("::1", "53", 53, "udp")),
                        new Fields(SampleGraph.port("", "", 90, "tcp")))))
                .containsExactly("*:8080 → 80", "[::1]:53 → 53/udp", "*:any port → 90");
    }

    private static Service service(List<String> ports, List<String> networks) {
        return new Service("service:web", "web", "nginx", ports, State.UNKNOWN, networks, "");
    }
}
