package dev.esb.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ListeningProcessTest {
    @Test
    void isFoundByItsPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            assertThat(ListeningProcess.on(socket.getLocalPort())).contains(thisProcess());
        }
    }

    @Test
    void isFoundByItsPortOfOneAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(ListeningProcess.on(socket.getLocalPort())).contains(thisProcess());
        }
    }

    @Test
    void isNotOneThatOnlyHasAConnectionFromThePort() throws IOException {
        try (ServerSocket server = new ServerSocket(0);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            assertThat(ListeningProcess.on(client.getLocalPort())).isEmpty();
        }
    }

    @Test
    void isNoneWhereThePortIsOnlyBound() throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", 0));

            assertThat(ListeningProcess.on(socket.getLocalPort())).isEmpty();
        }
    }

    private static String thisProcess() throws IOException {
        return "'%s' (%s)"
                .formatted(
                        Files.readString(Path.of("/proc/self/comm")).strip(),
                        ProcessHandle.current().pid());
    }
}
