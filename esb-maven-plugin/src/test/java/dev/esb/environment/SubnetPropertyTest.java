package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SubnetPropertyTest {

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                        "10",
                        ".",
                        "0",
                        "255",
                        "256",
                        "1",
                        "/",
                        "16",
                        "32",
                        "33",
                        "128",
                        ":",
                        "::",
                        "fd00",
                        "ffff",
                        "%eth0",
                        "[",
                        "]",
                        "-1",
                        "localhost",
                        " ",
                        "\0",
                        "\u0661")
                .list()
                .ofMaxSize(12)
                .map(list -> String.join("", list));
        Arbitrary<String> ipv4 = Arbitraries.integers()
                .between(0, 300)
                .list()
                .ofSize(4)
                .flatMap(octets -> Arbitraries.integers()
                        .between(-1, 40)
                        .map(prefix -> "%s.%s.%s.%s/%s"
                                .formatted(
                                        octets.toArray(Object[]::new)[0],
                                        octets.get(1),
                                        octets.get(2),
                                        octets.get(3),
                                        prefix)));
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(40), pieces, ipv4);
    }

    @Property(tries = 5000)
    void anyTextIsRefusedOrReadAsItWouldBeWritten(@ForAll("texts") String text) {
        Subnet subnet;
        try {
            subnet = Subnet.parse(text);
        } catch (IllegalArgumentException refusal) {
            return;
        }
        assertThat(Subnet.parse(subnet.toString())).isEqualTo(subnet);
        assertThat(Subnet.parse(subnet.toString())).hasToString(subnet.toString());
        assertThat(subnet.first().add(subnet.size()).bitLength()).isLessThanOrEqualTo(subnet.bits() + 1);
        assertThat(subnet.contains(subnet)).isTrue();
    }

    @Property(tries = 2000)
    void blocksOfOneSubnetNeverOverlap(
            @ForAll @IntRange(max = 24) int prefix,
            @ForAll @IntRange(max = 8) int more,
            @ForAll @IntRange(max = 255) int n,
            @ForAll @IntRange(max = 255) int m) {
        Subnet whole = Subnet.parse("10.0.0.0/" + prefix);
        long blocks = 1L << more;
        Subnet one = whole.block(prefix + more, n % blocks);
        Subnet other = whole.block(prefix + more, m % blocks);

        assertThat(whole.contains(one)).isTrue();
        assertThat(one.overlaps(other)).isEqualTo(one.equals(other));
        assertThat(List.of(one, other))
                .allSatisfy(block -> assertThat(Subnet.parse(block.toString())).isEqualTo(block));
    }
}
