package dev.esb.host;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Whether a service listens behind a published port.
 *
 * <p>A connection that is accepted proves nothing: the engine's proxy accepts before the service listens, and closes at once when
 * it finds nobody behind. So the connection has to stay open for a moment, or data has to come.
 */
public final class TcpProbe {
    private static final int CONNECT_MILLIS = 1000;
    private static final int STAYS_OPEN_MILLIS = 150;

    private TcpProbe() {}

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

    /** The service waits for the client to speak first; a connection that timed out has not even been made. */
    private static boolean isReadTimeout(SocketTimeoutException e) {
        return e.getMessage() != null && e.getMessage().startsWith("Read timed out");
    }
}
