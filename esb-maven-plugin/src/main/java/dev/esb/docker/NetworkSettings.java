package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a network is like.
 *
 * @param driver such as {@code bridge} or {@code macvlan}
 * @param bridgeName the name that was given to the interface of a bridge; empty where the engine chose one
 * @param isInternal whether containers reach nothing outside of it
 * @param hasIpv6 whether containers have IPv6 addresses on it
 * @param subnets in CIDR notation
 */
public record NetworkSettings(
        String id,
        String name,
        String driver,
        String bridgeName,
        boolean isInternal,
        boolean hasIpv6,
        List<String> subnets) {
    /** Whether Compose finds it by what a file says: the name, or else the ID. */
    public boolean isNamed(String nameOrId) {
        return name.equals(nameOrId) || id.equals(nameOrId);
    }

    /** Whether the engine itself made it. */
    public boolean isOfTheEngine() {
        return new NetworkCommand.NetworkSummary(id, name, "").isOfTheEngine();
    }

    static NetworkSettings of(JsonNode json) {
        return new NetworkSettings(
                json.path("Id").asText(),
                json.path("Name").asText(),
                json.path("Driver").asText(),
                json.path("Options").path("com.docker.network.bridge.name").asText(),
                json.path("Internal").asBoolean(),
                json.path("EnableIPv6").asBoolean(),
                NetworkCommand.Inspect.subnets(json));
    }
}
