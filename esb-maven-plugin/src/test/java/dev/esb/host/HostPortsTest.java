package dev.esb.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostPortsTest {
    private static final String LOOPBACK = "127.0.0.1";

    @Test
    void aTcpPortIsFreeUntilAProcessListens() throws IOException {
        int port;
        try (ServerSocket socket = listen()) {
            port = socket.getLocalPort();

            assertThat(areFree("tcp", LOOPBACK, port, 1)).isFalse();
        }

        assertThat(areFree("tcp", LOOPBACK, port, 1)).isTrue();
    }

    @Test
    void aUdpPortIsFreeUntilAProcessHasIt() throws IOException {
        int port;
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            port = socket.getLocalPort();

            assertThat(areFree("udp", LOOPBACK, port, 1)).isFalse();
        }

        assertThat(areFree("udp", LOOPBACK, port, 1)).isTrue();
    }

    @Test
    void oneProtocolDoesNotTakeThePortOfTheOther() throws IOException {
        try (ServerSocket socket = listen()) {
            assertThat(areFree("udp", LOOPBACK, socket.getLocalPort(), 1)).isTrue();
        }
    }

    @Test
    void aRangeIsFreeWhereEveryPortIs() throws IOException {
        int first;
        try (Neighbours ports = Neighbours.bind()) {
            first = ports.first().getLocalPort();
            ports.first().close();

            assertThat(areFree("tcp", LOOPBACK, first, 1)).isTrue();
            assertThat(HostPorts.inUse(assignment("tcp", LOOPBACK, first, 2))).containsExactly(first + 1);
        }

        assertThat(areFree("tcp", LOOPBACK, first, 2)).isTrue();
    }

    @Test
    void everyAddressIsTakenWhereOneIs() throws IOException {
        try (ServerSocket socket = listen()) {
            assertThat(areFree("tcp", "", socket.getLocalPort(), 1)).isFalse();
        }
    }

    @Test
    void theAddressOfThePlanComesBeforeTheFiles() throws IOException {
        try (ServerSocket socket = listen()) {
            PortRequest request =
                    new PortRequest("web", 80, "tcp", "192.0.2.1", socket.getLocalPort(), 1, Optional.empty());

            assertThat(HostPorts.inUse(new PortAssignment(request, LOOPBACK, socket.getLocalPort())))
                    .containsExactly(socket.getLocalPort());
        }
    }

    @Test
    void anAddressThatThisMachineDoesNotHaveIsLeftToTheEngine() {
        // TEST-NET-1 of RFC 5737, which no machine has.
        assertThat(areFree("tcp", "192.0.2.1", 20000, 1)).isTrue();
        assertThat(areFree("udp", "192.0.2.1", 20000, 1)).isTrue();
    }

    @Test
    void aPortThatTheEngineWillChooseIsFree() {
        assertThat(areFree("tcp", "192.0.2.1", 0, 3)).isTrue();
    }

    private static boolean areFree(String protocol, String address, int port, int count) {
        return HostPorts.inUse(assignment(protocol, address, port, count)).isEmpty();
    }

    private static PortAssignment assignment(String protocol, String address, int port, int count) {
        return new PortAssignment(
                new PortRequest("web", 80, protocol, "", port, count, Optional.empty()), address, port);
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK));
    }

    /** Two ports in a row. */
    private record Neighbours(ServerSocket first, ServerSocket second) implements AutoCloseable {
        static Neighbours bind() throws IOException {
            for (int attempt = 0; attempt < 100; attempt++) {
                ServerSocket first = listen();
                try {
                    return new Neighbours(
                            first, new ServerSocket(first.getLocalPort() + 1, 1, InetAddress.getByName(LOOPBACK)));
                } catch (IOException | IllegalArgumentException e) {
                    // The next port is another process's, or there is none.
                    first.close();
                }
            }
            throw new AssertionError("no two ports in a row");
        }

        @Override
        public void close() throws IOException {
            first.close();
            second.close();
        }
    }
}
