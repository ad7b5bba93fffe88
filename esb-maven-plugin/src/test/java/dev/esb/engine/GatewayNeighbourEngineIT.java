package dev.esb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.esb.Account;
import dev.esb.Commands;
import dev.esb.docker.InstalledDocker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Who gets an answer from a port that is published on the gateway of a container's network: a network namespace stands for a neighbour with a
 * route to that address.
 */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "there is no Docker engine")
class GatewayNeighbourEngineIT {
    /** SECURITY.md and esb:doctor have it, too. */
    private static final String RULE = "DOCKER-USER -m conntrack --ctorigdst %s -j DROP";

    private final String name = "esb-nb" + ProcessHandle.current().pid();
    private final Deque<String> undo = new ArrayDeque<>();
    private String gateway;

    @BeforeEach
    void makeANeighbour() {
        assumeTrue(Account.isRoot(), "only root makes network namespaces");
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/ip")), "there is no ip command (iproute2)");
        assumeFalse(InstalledDocker.isPodman(), "Podman has no chain for the user's rules");
        assumeTrue(InstalledDocker.sharesNetwork(), "the engine's rules are in another network than the test's");
        assumeTrue(succeeds("iptables -w -S DOCKER-USER"), "the engine's rules are not in iptables");
        make("docker network create " + name, "docker network rm " + name);
        gateway = shell("docker network inspect --format '{{(index .IPAM.Config 0).Gateway}}' " + name);
        make("ip netns add " + name, "ip netns delete " + name);
        // The first free one of a range that is reserved for measurements (RFC 2544).
        String link = shell(
                ("for n in $(seq 64 250); do ip link add %1$sa type veth peer name %1$sb && ip address add 198.19.$n.1/30"
                                + " dev %1$sa && echo $n && break; done")
                        .formatted(name));
        undo.push("ip link delete " + name + "a");
        shell("ip link set %1$sb netns %1$s && ip link set %1$sa up && ip -n %1$s link set %1$sb up".formatted(name));
        shell("ip -n %1$s address add 198.19.%2$s.2/30 dev %1$sb".formatted(name, link));
        shell("ip -n %1$s route add %3$s via 198.19.%2$s.1".formatted(name, link, gateway));
    }

    @AfterEach
    void undo() {
        undo.forEach(GatewayNeighbourEngineIT::shell);
    }

    /** On a network of its own, as the services of an environment are. */
    @Test
    void aNeighbourGetsNoAnswerWhereTheFirewallRefusesWhatIsForTheGateway() {
        make("docker network create %s-s".formatted(name), "docker network rm %s-s".formatted(name));
        make(
                "docker run --detach --init --name %1$s-s --network %1$s-s --publish %2$s::80 debian:trixie-slim perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(Listen => 9, LocalPort => 80); while ($c = $s->accept) { print $c \"hello\\n\"; close $c }'"
                        .formatted(name, gateway),
                "docker rm --force %s-s".formatted(name));
        String port = shell("docker port %s-s 80".formatted(name)).replaceFirst(".*:", "");
        String ask =
                "timeout 5 bash -c 'read -r line < /dev/tcp/%s/%s && test \"$line\" = hello'".formatted(gateway, port);
        String build = "docker run --rm --network %s debian:trixie-slim %s".formatted(name, ask);
        String neighbour = "ip netns exec %s %s".formatted(name, ask);
        shell("for n in $(seq 60); do %s && break; sleep 0.1; done".formatted(build));

        // Otherwise, that it gets none would say nothing.
        assertThat(succeeds(neighbour)).isTrue();
        make("iptables -w -I " + RULE.formatted(gateway), "iptables -w -D " + RULE.formatted(gateway));
        assertThat(succeeds("iptables -w -C " + RULE.formatted(gateway))).isTrue();

        // The engine takes its jump to the user's rules away for a moment whenever it makes a network, as for other
        // tests.
        assertThat(succeeds("(for n in $(seq 20); do %s || exit 0; done; exit 1)".formatted(neighbour)))
                .isTrue();
        assertThat(succeeds(build)).isTrue();
        assertThat(succeeds(ask)).isTrue();
    }

    private void make(String command, String undone) {
        shell(command);
        undo.push(undone);
    }

    private static boolean succeeds(String command) {
        return shell("if %s > /dev/null 2>&1; then echo yes; fi".formatted(command))
                .equals("yes");
    }

    private static String shell(String command) {
        return Commands.output(List.of("bash", "-c", "exec 2>/dev/null; " + command))
                .strip();
    }
}
