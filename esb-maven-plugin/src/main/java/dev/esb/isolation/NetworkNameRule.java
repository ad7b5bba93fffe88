package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Names of networks, and networks that are an outlet to one of the host's. */
final class NetworkNameRule implements Rule {
    private static final Set<String> OUTLETS = Set.of("macvlan", "ipvlan");

    @Override
    public void apply(IsolationContext context) {
        context.forEach("networks", (key, network) -> {
            ResourceNames.apply(context, "network", key, network, context.sharedNetworks());
            reportOutlet(context, key, network);
        });
    }

    /** The engine gives an interface of the host, and a subnet, to one network only; and neither can be another one. */
    private static void reportOutlet(IsolationContext context, String key, ObjectNode network) {
        if (!OUTLETS.contains(network.path("driver").asText())) {
            return;
        }
        String parent = network.path("driver_opts").path("parent").asText();
        if (!parent.isEmpty()) {
            block(context, key, "driver_opts", parent);
        }
        network.path("ipam")
                .path("config")
                .forEach(pool -> block(context, key, "ipam", pool.path("subnet").asText()));
    }

    private static void block(IsolationContext context, String key, String setting, String resource) {
        context.blocking(
                "network " + key,
                setting,
                resource,
                "is an outlet to the host's network with '%s', which the engine gives to one network only"
                        .formatted(resource),
                "create it outside of the stack and make it external here, for all environments together; or use the bridge driver");
    }
}
