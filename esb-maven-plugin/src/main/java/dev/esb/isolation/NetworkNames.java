package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Names of networks, and networks that are an outlet to one of the host's. */
final class NetworkNames implements Rule {
    private static final Set<String> OUTLETS = Set.of("macvlan", "ipvlan");

    @Override
    public void apply(Isolation isolation) {
        isolation.forEach("networks", (key, network) -> {
            ResourceNames.apply(isolation, "network", key, network, isolation.sharedNetworks());
            reportOutlet(isolation, key, network);
        });
    }

    private static void reportOutlet(Isolation isolation, String key, ObjectNode network) {
        String driver = network.path("driver").asText();
        if (OUTLETS.contains(driver)) {
            isolation.shared(
                    "network " + key,
                    "driver",
                    driver,
                    "is part of a network of the host, where addresses cannot be moved",
                    "let variables set parent and subnet, or use the bridge driver");
        }
    }
}
