package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.isolation.ExternalNetwork.Own;
import dev.esb.isolation.ExternalNetwork.Shared;

/**
 * Networks that are made outside the stack ({@code external}). One that only the stack uses becomes the environment's own; one on which it meets
 * other containers stays.
 *
 * <p>What the user says in {@code esb.share} and {@code esb.isolate} comes first.
 */
final class ExternalNetworkRule implements Rule {
    private static final String USED = "is made outside the stack and used by every environment";

    @Override
    public void apply(IsolationContext context) {
        context.forEach("networks", (key, network) -> {
            if (network.path("external").asBoolean()) {
                apply(context, key, network);
            }
        });
    }

    private static void apply(IsolationContext context, String key, ObjectNode network) {
        ExternalNetwork external = context.options().networks().get(key);
        if (context.options().isolates(key)) {
            if (external instanceof Own own) {
                copySettings(network, own);
            }
            // NetworkNameRule does the rest.
        } else if (context.options().shares(key)) {
            share(context, key, network, USED + " (esb.share)", "take '%s' out of esb.share".formatted(key));
        } else if (external instanceof Own own) {
            replace(context, key, network, own);
        } else if (external instanceof Shared shared) {
            share(context, key, network, USED + ": " + shared.reason(), shared.advice());
        } else {
            share(
                    context,
                    key,
                    network,
                    USED + ", unless no container outside the stack is on it when the environment comes up",
                    "name '%s' in esb.isolate, for each environment to have its own in any case, or in esb.share"
                            .formatted(key));
        }
    }

    private static void share(IsolationContext context, String key, ObjectNode network, String message, String advice) {
        String name = network.path("name").asText(key);
        context.shared("network " + key, "external", name, "'%s' %s".formatted(name, message), advice);
    }

    private static void replace(IsolationContext context, String key, ObjectNode network, Own own) {
        String name = network.path("name").asText(key);
        String scoped = context.project() + "_" + key;
        network.remove("external");
        network.put("name", scoped);
        copySettings(network, own);
        String reason = own.others().isEmpty()
                ? "no container outside the stack is on it"
                : "the environment has that already, so it does not meet '%s' on the other one unless it is taken down first"
                        .formatted(String.join("', '", own.others()));
        context.changed("network " + key, "external", name, "'%s' became '%s': %s".formatted(name, scoped, reason));
    }

    private static void copySettings(ObjectNode network, Own own) {
        if (own.isInternal()) {
            network.put("internal", true);
        }
        if (own.hasIpv6()) {
            network.put("enable_ipv6", true);
        }
    }
}
