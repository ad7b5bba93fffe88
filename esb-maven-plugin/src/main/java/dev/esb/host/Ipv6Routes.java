package dev.esb.host;

import dev.esb.environment.Subnet;
import dev.esb.host.HostRoutes.Route;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads the kernel's tables of IPv6 routes. */
final class Ipv6Routes {
    /** A default route is one of 0 bits, two of 1 bit, or 2000::/3, which has all public addresses. */
    private static final int LONGEST_DEFAULT = 3;

    /** Each link has them. */
    private static final List<Subnet> WITHOUT =
            List.of(Subnet.parse("::1"), Subnet.parse("fe80::/10"), Subnet.parse("ff00::/8"));

    // RTF_LOCAL and RTF_ANYCAST of the kernel's linux/ipv6_route.h.
    private static final long OWN_ADDRESS = 0x80000000L;
    private static final long ANYCAST = 0x00100000L;

    private static final int COLUMNS = 10;

    private Ipv6Routes() {}

    /**
     * {@code /proc/net/ipv6_route}, which has the routes of all tables: the first column is the destination, the second the length of its
     * prefix, the ninth are flags, all hexadecimal.
     */
    static List<Route> ofAllTables(List<String> lines) {
        List<Route> routes = new ArrayList<>();
        for (String line : lines) {
            String[] columns = line.trim().split("\\s+");
            if (columns.length >= COLUMNS) {
                Subnet target = new Subnet(new BigInteger(columns[0], 16), Integer.parseInt(columns[1], 16), 128);
                long flags = Long.parseLong(columns[8], 16);
                boolean isNetwork = target.prefix() > LONGEST_DEFAULT
                        && (flags & ANYCAST) == 0
                        && WITHOUT.stream().noneMatch(other -> other.contains(target));
                if (isNetwork) {
                    routes.add(new Route(target, (flags & OWN_ADDRESS) != 0));
                }
            }
        }
        return routes;
    }
}
