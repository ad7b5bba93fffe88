package dev.esb.host;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** An attempt to connect to a port, and what came of it. What listens there is not looked at; {@link TcpProbe} does that. */
public final class TcpConnection {
    private static final int MILLIS = 1000;

    private TcpConnection() {}

    /**
     * Connects, and waits up to 1 second for it.
     *
     * @param host an address or name
     * @return why there is no connection, in a few words; empty where there was one
     */
    public static String problem(String host, int port) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            return "the name '%s' cannot be resolved".formatted(host);
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, MILLIS);
            return "";
        } catch (SocketTimeoutException e) {
            return "no answer of %s within %s s".formatted(host, MILLIS / 1000);
        } catch (ConnectException e) {
            return "connection refused by %s".formatted(host);
        } catch (IOException e) {
            return "%s: %s".formatted(host, e.getMessage());
        }
    }
}
