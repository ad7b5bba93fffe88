package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses that a container has in its networks.
 *
 * @param service its service in the Compose file
 * @param number its number within the service
 */
public record ContainerAddresses(String id, String service, int number, List<Address> addresses) {

    /**
     * What a container has in one network.
     *
     * @param network the name of the network
     * @param ipv4 empty while the container does not run
     * @param ipv6 empty where the network has none, and while the container does not run
     * @param aliases the names by which others find it there, beside its ID
     * @param isFixed whether the stack names the address
     */
    public record Address(String network, String ipv4, String ipv6, List<String> aliases, boolean isFixed) {}

    /**
     * One in place of this one, for which no address was asked.
     *
     * @param another its ID, or its name
     */
    public ContainerAddresses again(String another) {
        return new ContainerAddresses(
                another,
                service,
                number,
                addresses.stream()
                        .map(address -> new Address(address.network(), "", "", address.aliases(), false))
                        .toList());
    }

    static ContainerAddresses of(JsonNode json) {
        String id = json.path("id").asText();
        List<Address> addresses = new ArrayList<>();
        json.path("networks").properties().forEach(entry -> {
            JsonNode network = entry.getValue();
            addresses.add(new Address(
                    entry.getKey(),
                    network.path("IPAddress").asText(),
                    network.path("GlobalIPv6Address").asText(),
                    Json.strings(network.path("Aliases")).stream()
                            .filter(alias -> !id.startsWith(alias))
                            .toList(),
                    !network.path("IPAMConfig").isEmpty()));
        });
        return new ContainerAddresses(
                id, json.path("service").asText(), json.path("number").asInt(), addresses);
    }
}
