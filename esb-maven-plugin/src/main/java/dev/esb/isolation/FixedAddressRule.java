package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Addresses that a service has on a network which stays shared: the engine gives an IP address there to one container only, and of two with one
 * MAC address a switch finds one only. On the environment's own networks, both do no harm.
 */
final class FixedAddressRule implements Rule {
    private static final String MAC = "mac_address";

    @Override
    public void apply(IsolationContext context) {
        context.forEachService((name, service) -> {
            service.path("networks").properties().forEach(attachment -> {
                String where = "networks." + attachment.getKey() + ".";
                if (isExternal(context, attachment.getKey())) {
                    report(context, name, where, "ipv4_address", attachment.getValue());
                    report(context, name, where, "ipv6_address", attachment.getValue());
                }
                if (isOneForAll(context, attachment.getKey())) {
                    report(context, name, where, MAC, attachment.getValue());
                }
            });
            if (isOnOneForAll(context, service)) {
                report(context, name, "", MAC, service);
            }
        });
    }

    /** The address of a service itself is that on one of its networks, which Compose chooses by {@code priority}. */
    private static boolean isOnOneForAll(IsolationContext context, ObjectNode service) {
        return service.path("network_mode").asText().equals("bridge")
                || Fields.of(service.path("networks")).stream().anyMatch(key -> isOneForAll(context, key));
    }

    private static boolean isExternal(IsolationContext context, String key) {
        return context.model().path("networks").path(key).path("external").asBoolean();
    }

    /** Outlets to the host's network are all connected to the one behind it. */
    private static boolean isOneForAll(IsolationContext context, String key) {
        return isExternal(context, key)
                || NetworkNameRule.INTERFACE_DRIVERS.contains(context.model()
                        .path("networks")
                        .path(key)
                        .path("driver")
                        .asText());
    }

    private static void report(IsolationContext context, String service, String where, String key, JsonNode settings) {
        String address = settings.path(key).asText("");
        if (!address.isEmpty()) {
            context.blocking(
                    service,
                    where + key,
                    address,
                    "has the address '%s' on a network that every environment is on".formatted(address),
                    "leave %s out, let a variable set it, or give each environment the network for itself (esb.isolate)"
                            .formatted(key));
        }
    }
}
