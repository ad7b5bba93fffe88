package dev.esb.host;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Checks whether a service listens behind a published port.
 *
 * <p>An accepted connection is no proof: the engine's proxy (docker-proxy) accepts connections before the service listens, and closes
 * them at once when it cannot connect to the container. So the connection has to stay open for a moment, or the service has to send
 * data.
 */
public final class TcpProbe {
    private static final int CONNECT_MILLIS = 1000;
    private static final int STAYS_OPEN_MILLIS = 150;

    private TcpProbe() {}

    /**
     * Connects, and waits up to 1 second for the connection and 150 ms for the proxy to close it.
     *
     * @param host the address or name of the engine's host
     */
    public static boolean isListening(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            socket.setSoTimeout(STAYS_OPEN_MILLIS);
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return isReadTimeout(e);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Connecting and reading time out with the same exception. A read that timed out means that the service waits for the client to send
     * first; the message is that of {@link Socket}.
     */
    private static boolean isReadTimeout(SocketTimeoutException e) {
        return e.getMessage() != null && e.getMessage().startsWith("Read timed out");
    }
}
