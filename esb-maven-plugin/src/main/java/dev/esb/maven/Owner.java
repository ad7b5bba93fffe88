package dev.esb.maven;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who is said to hold an environment, for people. */
final class Owner {
    private Owner() {}

    /** {@code user@host}. */
    static String ofThisProcess() {
        return System.getProperty("user.name") + "@" + hostName();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine that cannot resolve its own name still has one that people know.
            return System.getenv().getOrDefault("HOSTNAME", "localhost");
        }
    }
}
