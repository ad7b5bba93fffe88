package dev.esb.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class TcpConnectionTest {
    @Test
    void hasNoProblemWhereAPortIsOpen() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(TcpConnection.problem("127.0.0.1", server.getLocalPort()))
                    .isEmpty();
        }
    }

    @Test
    void saysThatItIsRefused() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        assertThat(TcpConnection.problem("127.0.0.1", port)).isEqualTo("connection refused by 127.0.0.1");
    }

    @Test
    void saysThatANameCannotBeResolved() {
        assertThat(TcpConnection.problem("no_ne.invalid", 80)).isEqualTo("the name 'no_ne.invalid' cannot be resolved");
    }
}
