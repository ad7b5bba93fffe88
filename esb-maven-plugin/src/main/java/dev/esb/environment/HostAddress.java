package dev.esb.environment;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses of the host on which ports are published. */
public final class HostAddress {
    private HostAddress() {}

    /**
     * Checks the address that a user gives for ports without one ({@code esb.bind}).
     *
     * @return the same address
     * @throws dev.esb.EsbException when it is not an IPv4 or IPv6 address; Compose takes no names
     */
    public static String read(String text) {
        String address = text.strip();
        try {
            if (!address.contains("/")) {
                Subnet.parse(address);
                return address;
            }
        } catch (IllegalArgumentException e) {
            // The exception below says what an address is.
        }
        throw new UnusableValueException(
                "address",
                "esb.bind",
                text,
                "an IP address and not a name: 127.0.0.1 for this machine alone, 0.0.0.0 for every IPv4 address of the host,"
                        + " or one of its own");
    }

    /** Whether a port that is published on this address can be reached on every IPv4 or every IPv6 address of the host. */
    public static boolean isEvery(String address) {
        return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
    }

    /**
     * Where a port can be reached that is published on an address.
     *
     * @param host the engine's host, on which a port can be reached that is bound to every address
     */
    public static String reachable(String address, String host) {
        return isEvery(address) ? host : address;
    }

    /** Whether two addresses are the same, though IPv6 can be written in several ways. Names are compared as they are. */
    public static boolean isSame(String one, String other) {
        return one.equals(other)
                || isNumeric(one) && isNumeric(other) && parse(one).equals(parse(other));
    }

    /** An address and a port of it, as they are written in a URL: {@code 127.0.0.1:8080}, {@code [::1]:8080}, or {@code 8080} for no address. */
    public static String withPort(String address, String port) {
        if (address.isEmpty()) {
            return port;
        }
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }

    /** For such a text, no name has to be resolved. */
    private static boolean isNumeric(String address) {
        return address.matches("[0-9.]+|[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*");
    }

    private static InetAddress parse(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }
}
