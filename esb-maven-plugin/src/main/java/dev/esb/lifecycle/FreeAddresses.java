package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.docker.ContainerAddresses;
import dev.esb.docker.ContainerAddresses.Address;
import dev.esb.environment.Subnet;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** IPv4 addresses of an environment's networks that none of its containers has or had, from the end of the subnet: an engine gives them from its begin. */
final class FreeAddresses {
    private final JsonNode model;
    private final List<ContainerAddresses> before;
    private final Set<String> given = new HashSet<>();

    /**
     * @param model the isolated model, which has the subnet of each network
     * @param before the containers that there were
     */
    FreeAddresses(JsonNode model, List<ContainerAddresses> before) {
        this.model = model;
        this.before = before;
    }

    /**
     * The next one of a network.
     *
     * @return empty where no container had an address in it that it could lose, or its subnet is not known
     */
    synchronized Optional<Address> in(String network) {
        Set<String> used = new HashSet<>(given);
        before.stream()
                .flatMap(container -> container.addresses().stream())
                .filter(address -> address.network().equals(network))
                .map(Address::ipv4)
                .filter(address -> !address.isEmpty())
                .forEach(used::add);
        if (used.isEmpty()) {
            return Optional.empty();
        }
        model.path("services")
                .forEach(service -> service.path("networks")
                        .forEach(settings ->
                                used.add(settings.path("ipv4_address").asText())));
        return subnet(network).flatMap(subnet -> last(subnet, used)).map(address -> {
            given.add(address);
            return new Address(network, address, "", List.of(), true);
        });
    }

    private Optional<Subnet> subnet(String network) {
        for (JsonNode each : model.path("networks")) {
            if (each.path("name").asText().equals(network)) {
                for (JsonNode config : each.path("ipam").path("config")) {
                    String text = config.path("subnet").asText();
                    if (!text.isEmpty() && !text.contains(":")) {
                        return Optional.of(Subnet.parse(text));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Without the first one, the gateway's at the second, and the last one, which is that of all. */
    private static Optional<String> last(Subnet subnet, Set<String> used) {
        for (long number = subnet.size().longValue() - 2; number > 1; number--) {
            String address =
                    new Subnet(subnet.first().add(BigInteger.valueOf(number)), subnet.bits(), subnet.bits()).toString();
            if (!used.contains(address)) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }
}
