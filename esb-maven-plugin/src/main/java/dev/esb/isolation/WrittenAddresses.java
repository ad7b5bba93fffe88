package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.EsbException;
import dev.esb.environment.Subnet;
import java.util.List;

/** The addresses and subnets in a stack's files, of which Compose does not say when they are none. */
public final class WrittenAddresses {
    static final List<String> OF_SERVICE = List.of("ipv4_address", "ipv6_address");

    private static final List<String> OF_POOL = List.of("subnet", "gateway", "ip_range");

    private WrittenAddresses() {}

    /** @throws EsbException when one is neither an address nor a subnet, with its place in the files */
    public static void requireReadable(JsonNode model) {
        model.path("networks").properties().forEach(network -> {
            String place = "network '%s', ipam, %%s".formatted(network.getKey());
            for (JsonNode pool : network.getValue().path("ipam").path("config")) {
                OF_POOL.forEach(key -> parse(pool.path(key).asText(), place.formatted(key)));
                for (JsonNode reserved : pool.path("aux_addresses")) {
                    parse(reserved.asText(), place.formatted("aux_addresses"));
                }
            }
        });
        model.path("services")
                .properties()
                .forEach(service -> service.getValue()
                        .path("networks")
                        .properties()
                        .forEach(network -> OF_SERVICE.forEach(key -> parse(
                                network.getValue().path(key).asText(),
                                "service '%s', network '%s', %s".formatted(service.getKey(), network.getKey(), key)))));
    }

    private static void parse(String text, String place) {
        try {
            if (!text.isEmpty()) {
                Subnet.parse(text);
            }
        } catch (IllegalArgumentException e) {
            throw new EsbException(
                    "'%s' is no IP address or subnet (%s). Correct it in the Compose file.".formatted(text, place), e);
        }
    }
}
