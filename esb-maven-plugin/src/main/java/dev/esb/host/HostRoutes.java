package dev.esb.host;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.environment.Subnet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The networks that this machine has a route to, in all routing tables: VPNs such as WireGuard and Tailscale have tables of their own, which
 * the kernel asks before the main one. A subnet of a stack must not overlap with one.
 */
public final class HostRoutes {
    private static final Path NET = Path.of("/proc/net");

    private HostRoutes() {}

    /**
     * A line of a routing table.
     *
     * @param isOwnAddress whether it leads to this machine itself
     */
    record Route(Subnet target, boolean isOwnAddress) {}

    /** Reads the kernel's routing tables; empty where there are none, as on macOS and Windows. */
    public static List<Subnet> read() {
        return read(NET);
    }

    /**
     * Without default routes, also those that a VPN writes as two halves, and without what no stack can have: loopback, multicast and
     * addresses of one link. An address of this machine counts where it is in none of the networks, as that of a WireGuard interface can be.
     *
     * @param net a directory as {@code /proc/net} (proc_pid_net(5)); its {@code route} has the main table only, and counts where there is no
     *     {@code fib_trie}, which has all
     */
    static List<Subnet> read(Path net) {
        Path all = net.resolve("fib_trie");
        List<Route> routes = new ArrayList<>(
                Files.isReadable(all)
                        ? lines(all, Ipv4Routes::ofAllTables)
                        : lines(net.resolve("route"), Ipv4Routes::ofMainTable));
        routes.addAll(lines(net.resolve("ipv6_route"), Ipv6Routes::ofAllTables));
        List<Subnet> networks = routes.stream()
                .filter(route -> !route.isOwnAddress())
                .map(Route::target)
                .distinct()
                .toList();
        Stream<Subnet> addresses = routes.stream()
                .filter(Route::isOwnAddress)
                .map(Route::target)
                .distinct()
                .filter(address -> networks.stream().noneMatch(network -> network.contains(address)));
        return Stream.concat(networks.stream(), addresses).toList();
    }

    private static List<Route> lines(Path table, Function<List<String>, List<Route>> parser) {
        if (!Files.isReadable(table)) {
            return List.of();
        }
        try {
            return parser.apply(Files.readAllLines(table));
        } catch (IOException e) {
            throw new EsbException(
                    "The routes of this host, which the subnets of an environment must not overlap, cannot be read: %s."
                            .formatted(FileProblem.of(e)),
                    e);
        }
    }
}
