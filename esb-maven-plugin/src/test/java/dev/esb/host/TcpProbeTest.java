package dev.esb.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.Background;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TcpProbeTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /** What a server does with a connection; it is closed afterwards. */
    @FunctionalInterface
    private interface Service {
        void serve(Socket connection) throws IOException;
    }

    @Test
    void findsAServerThatWaitsForTheClientToSpeak() throws IOException {
        assertThat(isListening(connection -> connection.getInputStream().read()))
                .isTrue();
    }

    @Test
    void findsAServerThatSpeaksFirst() throws IOException {
        assertThat(isListening(connection ->
                        connection.getOutputStream().write("220 ready\r\n".getBytes(StandardCharsets.US_ASCII))))
                .isTrue();
    }

    /** As docker-proxy does while no process listens in the container. */
    @Test
    void findsNoServerBehindAProxyThatClosesAtOnce() throws IOException {
        assertThat(isListening(connection -> {})).isFalse();
    }

    @Test
    void findsNoServerBehindAProxyThatResetsTheConnection() throws IOException {
        // Closing with a linger time of 0 sends RST.
        assertThat(isListening(connection -> connection.setSoLinger(true, 0))).isFalse();
    }

    @Test
    void findsNoServerWhereNothingListens() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, LOOPBACK)) {
            port = closed.getLocalPort();
        }

        assertThat(TcpProbe.isListening(LOOPBACK.getHostAddress(), port)).isFalse();
    }

    private static boolean isListening(Service service) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            server.setSoTimeout(10_000);
            CompletableFuture<Void> served = Background.start(() -> {
                try (Socket connection = server.accept()) {
                    service.serve(connection);
                    return null;
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            boolean isListening = TcpProbe.isListening(LOOPBACK.getHostAddress(), server.getLocalPort());
            Background.join(served);
            return isListening;
        }
    }
}
