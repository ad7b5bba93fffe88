package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Fixed names of bridge interfaces. A host can have only one interface of a name, so the rule removes the name and the engine generates
 * one (<a href="https://docs.docker.com/engine/network/drivers/bridge/">Docker: bridge network driver</a>).
 */
final class BridgeNameRule implements Rule {
    private static final String OPTION = "com.docker.network.bridge.name";

    @Override
    public void apply(IsolationContext context) {
        context.forEach("networks", (key, network) -> {
            if (network.get("driver_opts") instanceof ObjectNode options && options.has(OPTION)) {
                String name = options.remove(OPTION).asText();
                context.changed(
                        "network " + key,
                        "driver_opts",
                        name,
                        "the bridge '%s' gets a name by the engine".formatted(name));
            }
        });
    }
}
