package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetTest {

    @ParameterizedTest
    @CsvSource({
        "172.50.0.0/16, 172.50.0.0/16",
        "172.50.3.4/16, 172.50.0.0/16",
        "0.0.0.0/0, 0.0.0.0/0",
        "255.255.255.255, 255.255.255.255",
        "10.0.0.1/32, 10.0.0.1",
        "fd00::/64, fd00::/64",
        "FD00:0:0:0:1::5/64, fd00::/64",
        "::1, ::1",
        "::/0, ::/0",
        "2001:db8:0:1::, 2001:db8:0:1::",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:1:1:1:1:0:1, 2001:db8:1:1:1:1:0:1"
    })
    void readsAndWritesCidrNotation(String text, String canonical) {
        assertThat(Subnet.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/16",
                "10/8",
                "10.1/16",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/a",
                "fd00::/129",
                "fd00::g",
                "localhost",
                "example.org/16",
                "10.0.0.256",
                "10.0.0.0/16/16",
                "${SUBNET}",
                "1:2:3"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> Subnet.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "172.16.0.0/12, 172.20.1.0/24, true",
        "172.20.1.0/24, 172.16.0.0/12, true",
        "172.20.1.0/24, 172.20.1.0/24, true",
        "172.20.0.0/24, 172.20.1.0/24, false",
        "172.20.0.255, 172.20.0.0/24, true",
        "0.0.0.0/0, 255.255.255.255, true",
        "fd00::/64, fd00:0:0:1::/64, false",
        "fd00::/48, fd00:0:0:1::/64, true",
        "::/0, 10.0.0.0/8, false"
    })
    void overlapsWhereAnAddressIsInBoth(String one, String other, boolean expected) {
        assertThat(Subnet.parse(one).overlaps(Subnet.parse(other))).isEqualTo(expected);
        assertThat(Subnet.parse(other).overlaps(Subnet.parse(one))).isEqualTo(expected);
    }

    @Test
    void containsSmallerBlocksAndItself() {
        Subnet subnet = Subnet.parse("172.20.0.0/16");

        assertThat(subnet.contains(Subnet.parse("172.20.9.0/24"))).isTrue();
        assertThat(subnet.contains(subnet)).isTrue();
        assertThat(subnet.contains(Subnet.parse("172.16.0.0/12"))).isFalse();
        assertThat(subnet.contains(Subnet.parse("172.21.0.1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "172.20.0.10, 172.20.0.0/16, 10.208.28.0/24, 10.208.28.10",
        "172.20.0.128/25, 172.20.0.0/16, 10.208.28.0/24, 10.208.28.128/25",
        "172.20.200.1, 172.20.0.0/16, 10.209.0.0/16, 10.209.200.1",
        "2001:db8::10, 2001:db8::/64, fdeb:5b00:7::/64, fdeb:5b00:7::10"
    })
    void keepsItsPlaceWhenItMoves(String block, String from, String to, String moved) {
        assertThat(Subnet.parse(block).movedTo(Subnet.parse(from), Subnet.parse(to)))
                .hasToString(moved);
    }

    @Test
    void countsBlocksInsideItself() {
        assertThat(Subnet.parse("10.208.0.0/12").block(24, 0)).hasToString("10.208.0.0/24");
        assertThat(Subnet.parse("10.208.0.0/12").block(24, 4095)).hasToString("10.223.255.0/24");
        assertThat(Subnet.parse("fdeb:5b00::/32").block(48, 7)).hasToString("fdeb:5b00:7::/48");
    }
}
