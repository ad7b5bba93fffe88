package dev.esb.mention;

import java.util.Locale;
import java.util.regex.Pattern;

/** What the name of a variable, label or option says about the port in its value. */
final class TellingKey {
    private static final Pattern OUTSIDE = Pattern.compile(
            "ADVERTISE|EXTERNAL|PUBLIC(?!ATION)|ROOT_?URL|CALLBACK|REDIRECT|ORIGIN(?!AL)|FRONTEND_?URL|KC_HOSTNAME");
    private static final Pattern INSIDE = Pattern.compile("INTERNAL|INSIDE|PRIVATE|BIND");
    private static final Pattern LISTENING = Pattern.compile("LISTEN|BIND|LOADBALANCER_SERVER_PORT|VIRTUAL_PORT");
    private static final Pattern INTER_BROKER = Pattern.compile("INTER_BROKER_(LISTENER_NAME|PROTOCOL)$");

    private TellingKey() {}

    /** Whether it says that clients use the address, which are on the host. */
    static boolean saysOutside(String key) {
        String name = normal(key);
        return OUTSIDE.matcher(name).find() && !INSIDE.matcher(name).find();
    }

    /** Whether it says that a process in the container listens on the port; to reverse proxies, labels and variables say so. */
    static boolean saysListening(String key) {
        return !saysOutside(key) && LISTENING.matcher(normal(key)).find();
    }

    /** Whether Kafka reads from it where clients find each of its listeners. */
    static boolean hasListeners(String key) {
        return normal(key).contains("ADVERTISED_LISTENERS");
    }

    /** Whether Kafka reads from it on which of its listeners brokers find each other, by the listener's name or its protocol. */
    static boolean namesInterBrokerListener(String key) {
        return INTER_BROKER.matcher(normal(key)).find();
    }

    private static String normal(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }
}
