package dev.esb.host;

import dev.esb.environment.PortRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the ports of a range on which any process of this machine listens, in the kernel's tables (proc_pid_net(5)). {@link HostPorts} asks
 * for single ports by taking them for a moment; of thousands, that would be in the way of builds.
 */
final class ListeningPorts {
    /** The states of a socket that listens: of TCP, and of UDP, where it is one without a connection. */
    private static final Set<String> TCP = Set.of("0A");

    private static final Set<String> UDP = Set.of("07");

    private ListeningPorts() {}

    /**
     * The ports, in their order.
     *
     * @param net the directory of the tables; where there is none, nothing is found
     */
    static Set<Integer> in(PortRange range, Path net) {
        Set<Integer> ports = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            try {
                add(Files.readAllLines(net.resolve(table)), table.startsWith("tcp") ? TCP : UDP, range, ports);
            } catch (IOException e) {
                // The system is not Linux, or has no IPv6.
            }
        }
        return ports;
    }

    /** The second column is the local address and port, both hexadecimal, the fourth the state. */
    private static void add(List<String> lines, Set<String> states, PortRange range, Set<Integer> ports) {
        for (String line : lines) {
            String[] columns = line.trim().split("\\s+");
            if (columns.length > 3 && states.contains(columns[3])) {
                int port = Integer.parseInt(columns[1].substring(columns[1].indexOf(':') + 1), 16);
                if (range.first() <= port && port <= range.last()) {
                    ports.add(port);
                }
            }
        }
    }
}
