package dev.esb.host;

import dev.esb.environment.PortAssignment;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Whether ports of this machine are free right now. A look before the leap that saves an attempt: what the engine says when it
 * binds the port is the last word.
 */
public final class HostPorts {
    private HostPorts() {}

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
        String written = assignment.request().hostAddress();
        String address = written.isEmpty() ? assignment.address() : written;
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
