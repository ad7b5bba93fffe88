package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ContainerSummary;
import dev.esb.docker.PortBinding;
import dev.esb.engine.EnginePlace;
import dev.esb.engine.EnginePlace.Beside;
import dev.esb.engine.EnginePlace.Elsewhere;
import dev.esb.engine.EnginePlace.Here;
import dev.esb.engine.SshDestination;
import dev.esb.engine.SshRoute;
import dev.esb.start.StartFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnreachablePortsTest {
    private static final SshRoute ROUTE = new SshRoute(new SshDestination("me", "alias", "2222"), false);

    private final StartFailedException failure = new StartFailedException(
            "not ready after 30 s (esb.timeout): web (port 80 does not answer)", Set.of("web"));
    private final List<String> attempts = new ArrayList<>();
    private boolean canBind = true;
    private String problem = "no answer of 10.1.2.3 within 1 s";

    @Test
    void areSaidToBeBehindAFirewallOverTcp() {
        assertThat(explain(new Elsewhere("10.1.2.3"), web("Up 1 second"), container("db", "Up 1 second", every(20001))))
                .hasMessage(
                        failure.getMessage() + ". No port of the stack can be reached from this machine (no answer of"
                                + " 10.1.2.3 within 1 s): if its services are well, a firewall may be between. Let 10.1.2.3 take"
                                + " connections to these ports: 20000, 20001")
                .matches(explained -> explained.names("web"));
        assertThat(attempts).containsExactly("10.1.2.3:20000", "10.1.2.3:20001");
    }

    @Test
    void areForwardedBySsh() {
        assertThat(explain(
                        new Elsewhere("10.1.2.3", Optional.of(ROUTE)),
                        web("Up 1 second"),
                        container("db", "Up 1 second", every(20001))))
                .hasMessage(
                        failure.getMessage() + ". No port of the stack can be reached from this machine (no"
                                + " answer of 10.1.2.3 within 1 s): if its services are well, a firewall may be between. Bring it up"
                                + " with -Desb.bind=127.0.0.1, which publishes them there on that address alone, while this forwards them:\n"
                                + "  ssh -N -L 127.0.0.1:20000:127.0.0.1:20000 -L 127.0.0.1:20001:127.0.0.1:20001 -p 2222 me@alias");
    }

    /** Its ports and addresses are those of the file. */
    @Test
    void areNotForwardedInTheDefaultEnvironment() {
        canBind = false;

        assertThat(explain(new Elsewhere("10.1.2.3", Optional.of(ROUTE)), web("Up 1 second")))
                .message()
                .endsWith("Let 10.1.2.3 take connections to these ports: 20000");
    }

    /** The user has done the half of it. */
    @Test
    void areForwardedWhereTheyAreOnTheLoopbackAddressOfTheOtherMachine() {
        problem = "connection refused by 127.0.0.1";
        ContainerSummary web = container("web", "Up 1 second", List.of(new PortBinding("127.0.0.1", 20000, 80, "tcp")));

        assertThat(explain(new Elsewhere("10.1.2.3", Optional.of(ROUTE)), web))
                .message()
                .endsWith(
                        " (connection refused by 127.0.0.1): they are published on the loopback address of the engine's"
                                + " machine. Bring it up while this forwards them:\n"
                                + "  ssh -N -L 127.0.0.1:20000:127.0.0.1:20000 -p 2222 me@alias");
    }

    @Test
    void areSaidToBeBehindAProxyOfSsh() {
        SshRoute proxied = new SshRoute(new SshDestination("", "alias", ""), true);

        assertThat(explain(new Elsewhere("10.1.2.3", Optional.of(proxied)), web("Up 1 second")))
                .message()
                .contains("Nor does ssh reach 10.1.2.3 by itself, but through a ProxyJump or ProxyCommand.")
                .contains("\n  ssh -N -L 127.0.0.1:20000:127.0.0.1:20000 alias");
    }

    @Test
    void areNotMentionedWhereOneCanBeReached() {
        StartFailedException explained = new UnreachablePorts(
                        new Elsewhere("10.1.2.3"), true, (host, port) -> port == 20001 ? "" : "connection refused")
                .explain(failure, () -> List.of(web("Up 1 second"), container("db", "Up 1 second", every(20001))));

        assertThat(explained).isSameAs(failure);
    }

    static Stream<EnginePlace> near() {
        return Stream.of(new Here(), new Here(false), new Beside("id", "127.0.0.1", List.of()));
    }

    @ParameterizedTest
    @MethodSource("near")
    void areNoMatterOfFirewallsWhereTheEngineIsNotElsewhere(EnginePlace place) {
        assertThat(explain(place, web("Up 1 second"))).isSameAs(failure);
        assertThat(attempts).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Up 1 second (unhealthy), running", "Exited (1) 2 seconds ago, exited"})
    void areNotTheReasonWhereTheServiceItselfHasFailed(String status, String state) {
        ContainerSummary web = new ContainerSummary("web", "web", "esb-a", "web", 1, state, status, every(20000));

        assertThat(explain(new Elsewhere("10.1.2.3"), web, container("db", "Up 1 second", every(20001))))
                .isSameAs(failure);
        assertThat(attempts).isEmpty();
    }

    @Test
    void areSaidToBeBehindAFirewallOfTheEnginesMachineOrInAnIsolatedNetworkFromAContainer() {
        assertThat(explain(new Beside("id", "172.17.0.1", List.of()), web("Up 1 second")))
                .message()
                .contains("No port of the stack can be reached from the container of this build (")
                .contains("may keep containers from 172.17.0.1, or the engine isolates the network")
                .endsWith("run it with '--network host'");
    }

    /** It is not waited for, so it is not the reason. */
    @Test
    void areNotTriedOnALoopbackThatIsNotTheContainers() {
        PortBinding loopback = new PortBinding("127.0.0.1", 20000, 80, "tcp");

        assertThat(explain(
                        new Beside("id", "172.17.0.1", List.of()), container("web", "Up 1 second", List.of(loopback))))
                .isSameAs(failure);
        assertThat(explain(new Elsewhere("10.1.2.3"), container("web", "Up 1 second", List.of(loopback))))
                .isSameAs(failure);
        assertThat(attempts).isEmpty();
    }

    /** Each attempt takes a second. */
    @Test
    void areNotAllTriedWhereThereAreMany() {
        ContainerSummary[] many = Stream.iterate(20000, port -> port + 1)
                .limit(40)
                .map(port -> container("web", "Up 1 second", every(port)))
                .toArray(ContainerSummary[]::new);

        explain(new Elsewhere("10.1.2.3"), many);

        assertThat(attempts).hasSize(16);
    }

    private StartFailedException explain(EnginePlace place, ContainerSummary... containers) {
        return new UnreachablePorts(place, canBind, this::connect).explain(failure, () -> List.of(containers));
    }

    private String connect(String host, int port) {
        attempts.add(host + ":" + port);
        return problem;
    }

    private static ContainerSummary web(String status) {
        return container("web", status, every(20000));
    }

    /** As the engine lists a port of every address. */
    private static List<PortBinding> every(int port) {
        return List.of(
                new PortBinding("0.0.0.0", port, 80, "tcp"),
                new PortBinding("::", port, 80, "tcp"),
                new PortBinding("0.0.0.0", port, 80, "udp"));
    }

    private static ContainerSummary container(String service, String status, List<PortBinding> ports) {
        return new ContainerSummary(service, service, "esb-a", service, 1, "running", status, ports);
    }
}
