package dev.esb.environment;

/** Addresses of the host on which ports are published. */
public final class HostAddress {
    private HostAddress() {}

    /** Whether a port on this address can be reached on every address of the host, of IPv4 or of IPv6. */
    public static boolean isEvery(String address) {
        return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
    }
}
