package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.environment.NetworkRequest;
import dev.esb.environment.NetworkRequest.Pool;
import dev.esb.isolation.ExternalNetwork.Own;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads from a model which networks a stack creates, and which subnets and addresses it asks for on them. */
public final class StackNetworks {
    private StackNetworks() {}

    /**
     * The networks that need subnets from the plan: those with the engine's bridge driver and default address management. With other
     * drivers, such as macvlan, the subnet is that of a physical network, so a plan cannot choose it.
     *
     * @param model the model with variables replaced
     * @param raw the model with its variables, from which the variable behind a subnet is read
     * @param share keys of networks that all environments use together
     * @param isolate keys of networks that the stack is to create although they are external in the file
     * @param external what becomes of the external networks, by key
     */
    public static List<NetworkRequest> of(
            JsonNode model,
            JsonNode raw,
            Set<String> share,
            Set<String> isolate,
            Map<String, ExternalNetwork> external) {
        List<NetworkRequest> requests = new ArrayList<>();
        model.path("networks").properties().forEach(network -> {
            String key = network.getKey();
            boolean isExternal = network.getValue().path("external").asBoolean();
            Optional<Own> own =
                    isExternal && external.get(key) instanceof Own replaced ? Optional.of(replaced) : Optional.empty();
            boolean creates = isExternal ? isolate.contains(key) || own.isPresent() : !share.contains(key);
            if (creates && isBridge(network.getValue())) {
                List<String> addresses = addresses(model, key);
                requests.add(new NetworkRequest(
                        key,
                        own.map(replaced -> pools(replaced, addresses))
                                .orElseGet(() -> pools(
                                        network.getValue(), raw.path("networks").path(key))),
                        addresses));
            }
        });
        return requests;
    }

    /** Those of the engine's network, where it matters: static addresses are in them, and an IPv6 network has to have one. */
    private static List<Pool> pools(Own network, List<String> addresses) {
        return addresses.isEmpty() && !network.hasIpv6()
                ? List.of()
                : network.subnets().stream()
                        .map(subnet -> new Pool(subnet, Optional.empty(), Map.of()))
                        .toList();
    }

    static boolean isBridge(JsonNode network) {
        return network.path("driver").asText("bridge").matches("bridge|")
                && network.path("ipam").path("driver").asText("default").matches("default|");
    }

    private static List<Pool> pools(JsonNode network, JsonNode raw) {
        List<Pool> pools = new ArrayList<>();
        JsonNode config = network.path("ipam").path("config");
        for (int i = 0; i < config.size(); i++) {
            JsonNode pool = config.get(i);
            Map<String, String> inside = new LinkedHashMap<>();
            for (String key : List.of("gateway", "ip_range")) {
                if (pool.hasNonNull(key)) {
                    inside.put(key, pool.get(key).asText());
                }
            }
            pool.path("aux_addresses")
                    .properties()
                    .forEach(reserved ->
                            inside.put(reserved.getKey(), reserved.getValue().asText()));
            String written =
                    raw.path("ipam").path("config").path(i).path("subnet").asText();
            pools.add(new Pool(pool.path("subnet").asText(), VariableReference.only(written), inside));
        }
        return pools;
    }

    /** The static addresses that services have on a network. */
    public static List<String> addresses(JsonNode model, String network) {
        List<String> addresses = new ArrayList<>();
        for (JsonNode service : model.path("services")) {
            JsonNode attachment = service.path("networks").path(network);
            for (String key : List.of("ipv4_address", "ipv6_address")) {
                if (attachment.hasNonNull(key)) {
                    addresses.add(attachment.get(key).asText());
                }
            }
        }
        return addresses;
    }
}
