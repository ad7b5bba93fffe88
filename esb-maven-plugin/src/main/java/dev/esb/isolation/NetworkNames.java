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

    /** The engine gives an interface of the host, and a subnet, to one network only; and neither can be another one. */
    private static void reportOutlet(Isolation isolation, String key, ObjectNode network) {
        if (!OUTLETS.contains(network.path("driver").asText())) {
            return;
        }
        String parent = network.path("driver_opts").path("parent").asText();
        if (!parent.isEmpty()) {
            block(isolation, key, "driver_opts", parent);
        }
        network.path("ipam")
                .path("config")
                .forEach(pool ->
                        block(isolation, key, "ipam", pool.path("subnet").asText()));
    }

    private static void block(Isolation isolation, String key, String setting, String resource) {
        isolation.blocking(
                "network " + key,
                setting,
                resource,
                "is an outlet to the host's network with '%s', which the engine gives to one network only"
                        .formatted(resource),
                "create it outside of the stack and make it external here, for all environments together; or use the bridge driver");
    }
}
