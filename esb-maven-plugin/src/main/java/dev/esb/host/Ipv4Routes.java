package dev.esb.host;

import dev.esb.environment.Subnet;
import dev.esb.host.HostRoutes.Route;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the kernel's tables of IPv4 routes. */
final class Ipv4Routes {
    /** A default route is one of 0 bits, or two of 1 bit, which come before another one of 0 bits. */
    private static final int LONGEST_DEFAULT = 1;

    private static final Subnet LOOPBACK = Subnet.parse("127.0.0.0/8");

    private static final Pattern NODE = Pattern.compile("\\s*\\|-- (\\S+)");
    private static final Pattern LEAF = Pattern.compile("\\s*/(\\d{1,2}) \\S+ (\\S+).*");

    /** With "throw", a table says nothing of a network, and the next one is asked. */
    private static final Set<String> NO_TARGETS = Set.of("BROADCAST", "ANYCAST", "MULTICAST", "THROW");

    private Ipv4Routes() {}

    /**
     * {@code /proc/net/fib_trie}: for each table, the tree in which the kernel looks for an address. A line with an address is followed by one
     * for each route that begins with it:
     *
     * <pre>
     *         |-- 10.8.0.0
     *            /24 link UNICAST
     * </pre>
     */
    static List<Route> ofAllTables(List<String> lines) {
        List<Route> routes = new ArrayList<>();
        String address = "";
        for (String line : lines) {
            Matcher node = NODE.matcher(line);
            Matcher leaf = LEAF.matcher(line);
            if (node.matches()) {
                address = node.group(1);
            } else if (leaf.matches() && !NO_TARGETS.contains(leaf.group(2))) {
                route(Subnet.parse(address + "/" + leaf.group(1)), leaf.group(2).equals("LOCAL"))
                        .ifPresent(routes::add);
            }
        }
        return routes;
    }

    /**
     * {@code /proc/net/route}: the second column is the destination, the eighth its mask, both hexadecimal and in little-endian byte order.
     */
    static List<Route> ofMainTable(List<String> lines) {
        List<Route> routes = new ArrayList<>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] columns = line.trim().split("\\s+");
            if (columns.length > 7) {
                int mask = Integer.reverseBytes(Integer.parseUnsignedInt(columns[7], 16));
                long destination =
                        Integer.toUnsignedLong(Integer.reverseBytes(Integer.parseUnsignedInt(columns[1], 16)));
                route(new Subnet(BigInteger.valueOf(destination), Integer.bitCount(mask), 32), false)
                        .ifPresent(routes::add);
            }
        }
        return routes;
    }

    private static Optional<Route> route(Subnet target, boolean isOwnAddress) {
        return target.prefix() <= LONGEST_DEFAULT || LOOPBACK.contains(target)
                ? Optional.empty()
                : Optional.of(new Route(target, isOwnAddress));
    }
}
