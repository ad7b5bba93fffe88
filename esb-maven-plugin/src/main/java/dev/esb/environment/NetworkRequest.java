package dev.esb.environment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network that the stack creates, and the subnets and addresses that its author wrote for it.
 *
 * @param name its key in the file
 * @param pools its address pools in the file; empty if the file leaves them to the engine
 * @param addresses the static addresses that services have on it
 */
public record NetworkRequest(String name, List<Pool> pools, List<String> addresses) {

    /**
     * An address pool: an entry of {@code ipam.config}.
     *
     * @param subnet its subnet in CIDR notation; empty if the file has none
     * @param variable the variable that sets the subnet, as in {@code ${ESB_SUBNET_ESB_NET:-172.50.0.0/16}}
     * @param inside addresses and ranges inside the subnet, by their key: {@code gateway}, {@code ip_range}, ...
     */
    public record Pool(String subnet, Optional<String> variable, Map<String, String> inside) {}
}
