package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.NetworkCommand.Network;
import dev.esb.docker.NetworkCommand.NetworkSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkCommandTest {

    @Test
    void listsIdentifiersAndProjects() {
        NetworkCommand.ListAll list = new NetworkCommand.ListAll();

        assertThat(list.arguments()).startsWith("network", "ls", "--no-trunc", "--format");
        assertThat(list.parse("""
                        {"id":"ce5c684a24f3","project":""}
                        {"id":"5245d621699d","project":"esb-a"}
                        """))
                .containsExactly(new NetworkSummary("ce5c684a24f3", ""), new NetworkSummary("5245d621699d", "esb-a"));
    }

    @Test
    void tellsWhichSubnetsAreInUseAndByWhichProject() {
        NetworkCommand.Inspect inspect = new NetworkCommand.Inspect(List.of("1", "2", "3"));

        assertThat(inspect.arguments()).containsExactly("network", "inspect", "1", "2", "3");
        assertThat(inspect.parse(Recorded.output("network-inspect.json")))
                .containsExactly(
                        new Network("bridge", "", List.of("172.17.0.0/16")),
                        new Network("none", "", List.of()),
                        new Network("esb-a_back", "esb-a", List.of("fd12:3456::/64", "172.22.0.0/16")));
    }

    @Test
    void leavesOutNetworksThatAreGoneInTheMeantime() {
        NetworkCommand.Inspect inspect = new NetworkCommand.Inspect(List.of("1", "2"));

        assertThat(inspect.succeeds(1, "Error response from daemon: network 2 not found"))
                .isTrue();
        assertThat(inspect.succeeds(1, "Cannot connect to the Docker daemon")).isFalse();
        assertThat(inspect.succeeds(143, "")).isFalse();
    }
}
