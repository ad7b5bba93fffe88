package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Names of networks; and networks that connect containers directly to an interface of the host. */
final class NetworkNameRule implements Rule {
    static final Set<String> INTERFACE_DRIVERS = Set.of("macvlan", "ipvlan");

    @Override
    public void apply(IsolationContext context) {
        context.forEach("networks", (key, network) -> {
            // What stays external is ExternalNetworkRule's.
            if (!network.path("external").asBoolean() || context.options().isolates(key)) {
                ResourceNames.apply(context, "network", key, network, context.sharedNetworks());
                reportHostInterface(context, key, network);
                reportSubnets(context, key, network);
            }
        });
    }

    /**
     * The engine allows one network for each interface of the host and for each subnet. The rule can choose neither: the interface is the
     * host's, and the subnet is that of the physical network behind it (<a
     * href="https://docs.docker.com/engine/network/drivers/macvlan/">Docker: macvlan network driver</a>).
     */
    private static void reportHostInterface(IsolationContext context, String key, ObjectNode network) {
        if (!INTERFACE_DRIVERS.contains(network.path("driver").asText())) {
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

    /** A plan moves the subnets of bridges alone. The engine refuses two networks with one subnet, whatever their drivers. */
    private static void reportSubnets(IsolationContext context, String key, ObjectNode network) {
        if (!network.path("external").asBoolean()
                && !StackNetworks.isBridge(network)
                && !INTERFACE_DRIVERS.contains(network.path("driver").asText())) {
            for (JsonNode pool : network.path("ipam").path("config")) {
                if (pool.hasNonNull("subnet")) {
                    context.blocking(
                            "network " + key,
                            "ipam",
                            pool.path("subnet").asText(),
                            "has the subnet '%s', which the engine gives to one network only"
                                    .formatted(pool.path("subnet").asText()),
                            "leave the subnet out, or let a variable set it");
                }
            }
        }
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
