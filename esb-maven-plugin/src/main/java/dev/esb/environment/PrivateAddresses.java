package dev.esb.environment;

import java.util.List;

/**
 * The IPv4 addresses that a network of one machine may use: private address space (RFC 1918), and the address space that providers share
 * (RFC 6598), which no network beyond a provider's own has either. All others belong to computers elsewhere, or have a meaning of their own:
 * loopback, link-local, multicast, documentation.
 */
public final class PrivateAddresses {
    private static final List<String> BLOCKS =
            List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10");

    private PrivateAddresses() {}

    /** Whether all addresses of the subnet are among them. */
    public static boolean include(Subnet subnet) {
        for (String block : BLOCKS) {
            if (Subnet.parse(block).contains(subnet)) {
                return true;
            }
        }
        return false;
    }

    /** For messages. */
    public static String names() {
        return String.join(", ", BLOCKS);
    }
}
