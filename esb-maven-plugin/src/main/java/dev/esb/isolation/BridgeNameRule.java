package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Names that networks give to their bridge on the host, of which it has each only once; the engine finds one by itself. */
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
