package dev.esb.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.Subnet;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostRoutesTest {
    @Test
    void readsNetworksButNotTheDefaultRoute() {
        String table = """
                Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
                eth0	00000000	0100A8C0	0003	0	0	0	00000000	0	0	0
                eth0	0000A8C0	00000000	0001	0	0	0	00FFFFFF	0	0	0
                docker0	000011AC	00000000	0001	0	0	0	0000FFFF	0	0	0
                tun0	0000000A	00000000	0001	0	0	0	000000FF	0	0	0
                """;

        assertThat(HostRoutes.parse(table.lines().toList()))
                .containsExactly(
                        Subnet.parse("192.168.0.0/24"), Subnet.parse("172.17.0.0/16"), Subnet.parse("10.0.0.0/8"));
    }

    @Test
    void takesAnEmptyTable() {
        assertThat(HostRoutes.parse(List.of())).isEmpty();
    }
}
