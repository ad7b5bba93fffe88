package dev.esb.environment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network that the stack makes.
 *
 * @param name its key in the file
 * @param pools what the file says of its address pools; empty where the engine is to choose
 * @param addresses the static addresses that services ask for on it
 */
public record NetworkRequest(String name, List<Pool> pools, List<String> addresses) {

    /**
     * An address pool.
     *
     * @param subnet in CIDR notation
     * @param variable the variable that sets the subnet, as in {@code ${ESB_SUBNET_ESB_NET:-172.50.0.0/16}}
     * @param inside addresses and ranges inside the subnet, by their key: {@code gateway}, {@code ip_range}, ...
     */
    public record Pool(String subnet, Optional<String> variable, Map<String, String> inside) {}
}
