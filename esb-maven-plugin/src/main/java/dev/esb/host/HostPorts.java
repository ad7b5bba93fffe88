package dev.esb.host;

import dev.esb.environment.PortAssignment;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks which ports of this machine are in use now. The check saves a failed {@code docker compose up}; another process can still take
 * the port before the engine binds it.
 */
public final class HostPorts {
    private HostPorts() {}

    /**
     * The ports of the assignment that something else has. A port that the engine chooses (0) is not among them, and none on an address that
     * this machine does not have: the engine may have it, if this process is in a container beside it, and says so itself if not.
     */
    public static List<Integer> inUse(PortAssignment assignment) {
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < assignment.request().count(); i++) {
            if (assignment.published() != 0 && !isFree(assignment, assignment.published() + i)) {
                ports.add(assignment.published() + i);
            }
        }
        return ports;
    }

    private static boolean isFree(PortAssignment assignment, int port) {
        try {
            InetSocketAddress address = address(assignment, port);
            try {
                return assignment.request().protocol().equals("udp") ? isFreeUdp(address) : isFreeTcp(address);
            } catch (IOException e) {
                return !isOfThisMachine(address.getAddress());
            }
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean isOfThisMachine(InetAddress address) throws SocketException {
        return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
    }

    private static InetSocketAddress address(PortAssignment assignment, int port) throws IOException {
        String address = assignment.hostAddress();
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
