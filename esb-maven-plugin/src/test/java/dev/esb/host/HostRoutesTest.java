package dev.esb.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.esb.environment.Subnet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HostRoutesTest {
    private static final String MAIN = """
            Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
            eth0	00000000	0100A8C0	0003	0	0	0	00000000	0	0	0
            eth0	0000A8C0	00000000	0001	0	0	0	00FFFFFF	0	0	0
            docker0	000011AC	00000000	0001	0	0	0	0000FFFF	0	0	0
            tun0	0000000A	00000000	0001	0	0	0	000000FF	0	0	0
            """;

    /** Linux 6.18, with a WireGuard interface of one address and a table of its own, and an OpenVPN that takes all traffic. */
    private static final String ALL = """
            Id 51820:
              +-- 0.0.0.0/0 2 0 2
                 |-- 0.0.0.0
                    /0 link UNICAST
                 |-- 10.209.0.0
                    /16 link UNICAST
                    /24 link UNICAST tos=16
                 |-- 10.210.0.0
                    /16 universe BLACKHOLE
                 |-- 10.211.0.0
                    /16 universe THROW
            Main:
              +-- 0.0.0.0/0 3 0 4
                 |-- 0.0.0.0
                    /1 universe UNICAST
                    /0 universe UNICAST
                 |-- 127.0.0.0
                    /8 host LOCAL
                 |-- 128.0.0.0
                    /1 universe UNICAST
                 |-- 192.168.1.0
                    /24 link UNICAST
                 |-- 192.168.1.7
                    /32 host LOCAL
                 |-- 192.168.1.255
                    /32 link BROADCAST
            Local:
              +-- 0.0.0.0/0 3 0 4
                 |-- 10.8.0.2
                    /32 host LOCAL
                 |-- 192.168.1.0
                    /24 link UNICAST
                 |-- 192.168.1.7
                    /32 host LOCAL
            """;

    private static final String IPV6 = """
            fd000000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000002 00000000 00000001     eth0
            fd770000000000000000000000000000 30 00000000000000000000000000000000 00 00000000000000000000000000000000 00000400 00000001 00000000 00000001      wg0
            fe800000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000004 00000000 00000001     eth0
            20000000000000000000000000000000 03 00000000000000000000000000000000 00 00000000000000000000000000000000 00000400 00000001 00000000 00000001      wg0
            00000000000000000000000000000000 00 00000000000000000000000000000000 00 fd000000000000000000000000000001 00000400 00000003 00000000 00000003     eth0
            00000000000000000000000000000001 80 00000000000000000000000000000000 00 00000000000000000000000000000000 00000000 00000004 00000000 80200001       lo
            fd000000000000000000000000000000 80 00000000000000000000000000000000 00 00000000000000000000000000000000 00000000 00000005 00000000 80300001     eth0
            fd000000000000000000000000000002 80 00000000000000000000000000000000 00 00000000000000000000000000000000 00000000 00000005 00000000 80200001     eth0
            fd780000000000000000000000000002 80 00000000000000000000000000000000 00 00000000000000000000000000000000 00000000 00000005 00000000 80200001      wg0
            ff000000000000000000000000000000 08 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000002 00000000 00000001     eth0
            """;

    @TempDir
    private Path net;

    @Test
    void areTheNetworksOfAllTablesWithoutDefaultRoutesAndAddressesThatAreInThem() throws IOException {
        write("fib_trie", ALL);
        write("route", MAIN);

        assertThat(read())
                .containsExactly("10.209.0.0/16", "10.209.0.0/24", "10.210.0.0/16", "192.168.1.0/24", "10.8.0.2");
    }

    @Test
    void areThoseOfTheMainTableWhereTheKernelDoesNotShowTheOthers() throws IOException {
        write("route", MAIN);

        assertThat(read()).containsExactly("192.168.0.0/24", "172.17.0.0/16", "10.0.0.0/8");
    }

    @Test
    void areThoseOfIpv6AsWell() throws IOException {
        write("ipv6_route", IPV6);

        assertThat(read()).containsExactly("fd00::/64", "fd77::/48", "fd78::2");
    }

    @Test
    void areNoneWhereThereIsNoTable() throws IOException {
        assertThat(read()).isEmpty();
        write("route", "");
        assertThat(read()).isEmpty();
    }

    /** In a network of its own, as WireGuard and Tailscale write it: the main table has none of it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void areThoseOfARealTableOfAVpn() throws IOException, InterruptedException {
        String commands = """
                ip link set lo up || exit 77
                ip route add 10.209.0.0/16 dev lo table 52 || exit 77
                ip rule add pref 5270 lookup 52 || exit 77
                ip -6 route add fd77::/48 dev lo table 52 || echo none > "$0/no-ipv6"
                cat /proc/net/route > "$0/route"
                cat /proc/net/fib_trie > "$0/fib_trie"
                cat /proc/net/ipv6_route > "$0/ipv6_route" || true
                """;
        Process own = new ProcessBuilder(
                        "unshare", "--user", "--map-root-user", "--net", "sh", "-c", commands, net.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(own.getInputStream().readAllBytes());
        assumeTrue(own.waitFor() == 0, "no network namespace with a route of its own could be made: " + said);

        assertThat(Files.readString(net.resolve("route"))).doesNotContain("0000D10A");
        assertThat(read()).contains("10.209.0.0/16");
        if (!Files.exists(net.resolve("no-ipv6"))) {
            assertThat(read()).contains("fd77::/48");
        }
    }

    private List<String> read() {
        return HostRoutes.read(net).stream().map(Subnet::toString).toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(net.resolve(name), text);
    }
}
