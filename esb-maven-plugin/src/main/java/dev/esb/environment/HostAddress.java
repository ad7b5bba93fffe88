package dev.esb.environment;

/** Addresses of the host on which ports are published. */
public final class HostAddress {
    private HostAddress() {}

    /** Whether a port that is published on this address can be reached on every IPv4 or every IPv6 address of the host. */
    public static boolean isEvery(String address) {
        return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
    }
}
