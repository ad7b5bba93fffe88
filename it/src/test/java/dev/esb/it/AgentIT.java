package dev.esb.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.junit.Environment;
import dev.esb.junit.EsbEnvironment;
import dev.esb.junit.EsbPort;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** The runtime node's agent speaks gRPC, which is HTTP/2 without TLS. */
class AgentIT {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int FRAME_HEADER_LENGTH = 9;
    private static final int SETTINGS = 4;

    @Test
    void acceptsAnHttp2Connection(
            @EsbEnvironment Environment environment, @EsbPort(service = "runtime-node", port = 50051) int port)
            throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(environment.host(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            OutputStream output = socket.getOutputStream();
            output.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
            output.write(new byte[] {0, 0, 0, SETTINGS, 0, 0, 0, 0, 0});
            output.flush();

            byte[] header = socket.getInputStream().readNBytes(FRAME_HEADER_LENGTH);

            assertThat(header).hasSize(FRAME_HEADER_LENGTH);
            assertThat(header[3]).as("type of the first frame").isEqualTo((byte) SETTINGS);
        }
    }
}
