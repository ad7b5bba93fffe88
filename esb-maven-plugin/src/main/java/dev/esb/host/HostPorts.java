package dev.esb.host;

import dev.esb.environment.PortAssignment;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Checks whether ports of this machine are free now. The check saves a failed {@code docker compose up}; another process can still take
 * the port before the engine binds it.
 */
public final class HostPorts {
    private HostPorts() {}

    /** Whether all ports of the assignment can be bound. A port that the engine chooses (0) counts as free. */
    public static boolean areFree(PortAssignment assignment) {
        for (int i = 0; i < assignment.request().count(); i++) {
            if (assignment.published() != 0 && !isFree(assignment, assignment.published() + i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFree(PortAssignment assignment, int port) {
        try {
            InetSocketAddress address = address(assignment, port);
            return assignment.request().protocol().equals("udp") ? isFreeUdp(address) : isFreeTcp(address);
        } catch (IOException e) {
            return false;
        }
    }

    private static InetSocketAddress address(PortAssignment assignment, int port) throws IOException {
        String inFile = assignment.request().hostAddress();
        String address = inFile.isEmpty() ? assignment.address() : inFile;
        return address.isEmpty()
                ? new InetSocketAddress(port)
                : new InetSocketAddress(InetAddress.getByName(address), port);
    }

    private static boolean isFreeTcp(InetSocketAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address);
            return true;
        }
    }

    private static boolean isFreeUdp(InetSocketAddress address) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(address)) {
            return socket.isBound();
        }
    }
}
