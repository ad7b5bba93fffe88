package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.EsbException;
import dev.esb.environment.HostAddress;
import dev.esb.environment.PortRequest;
import dev.esb.environment.Subnet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Refuses stacks that ask for something that no engine can give. The engine would refuse them as well, but only after it has created half
 * of the stack, and with a message that does not name the cause.
 */
public final class StackValidation {
    private StackValidation() {}

    /**
     * Refuses what is no address, and static addresses that two services have, or that are outside of their network's subnets.
     *
     * @throws EsbException with the names of the services and of the network, and the address
     */
    public static void refuseAddresses(JsonNode model) {
        WrittenAddresses.requireReadable(model);
        Map<String, String> holders = new HashMap<>();
        model.path("services")
                .properties()
                .forEach(service -> service.getValue()
                        .path("networks")
                        .properties()
                        .forEach(attachment -> {
                            for (String key : WrittenAddresses.OF_SERVICE) {
                                String address = attachment.getValue().path(key).asText("");
                                if (!address.isEmpty()) {
                                    String network = attachment.getKey();
                                    refuseOutside(model, service.getKey(), network, address);
                                    refuseSecond(holders, service.getKey(), network, address);
                                }
                            }
                        }));
    }

    /**
     * Refuses two services that publish the same port of the host; for {@code default}, where ports stay as they are in the file.
     *
     * @throws EsbException with the names of the services and the port
     */
    public static void refusePorts(List<PortRequest> ports) {
        Map<String, List<PortRequest>> byPort = new HashMap<>();
        for (PortRequest port : ports) {
            // Of a range, the engine takes a free port.
            if (port.base() == 0 || port.count() > 1) {
                continue;
            }
            List<PortRequest> same =
                    byPort.computeIfAbsent(port.base() + "/" + port.protocol(), key -> new ArrayList<>());
            for (PortRequest other : same) {
                if (overlap(port.hostAddress(), other.hostAddress())) {
                    throw new EsbException(
                            "Port %s/%s of the host is published twice: by the services '%s' (%s) and '%s' (%s). Give one of them another port in the file, or run the stack in an environment of its own, where each port is another one anyway: -Desb.env=NAME"
                                    .formatted(
                                            port.base(),
                                            port.protocol(),
                                            other.service(),
                                            other.target(),
                                            port.service(),
                                            port.target()));
                }
            }
            same.add(port);
        }
    }

    private static boolean overlap(String address, String other) {
        return address.equals(other)
                || address.contains(":") == other.contains(":")
                        && (HostAddress.isEvery(address) || HostAddress.isEvery(other));
    }

    private static void refuseOutside(JsonNode model, String service, String network, String address) {
        JsonNode definition = model.path("networks").path(network);
        if (definition.path("external").asBoolean()) {
            return;
        }
        List<String> subnets = new ArrayList<>();
        definition
                .path("ipam")
                .path("config")
                .forEach(pool -> subnets.add(pool.path("subnet").asText("")));
        subnets.removeIf(String::isEmpty);
        Subnet wanted = Subnet.parse(address);
        if (subnets.stream().noneMatch(text -> Subnet.parse(text).contains(wanted))) {
            throw new EsbException(
                    "The service '%s' asks for the address %s on the network '%s', which has %s. Give the network a subnet (ipam) that contains it, or take the address out."
                            .formatted(
                                    service,
                                    address,
                                    network,
                                    subnets.isEmpty() ? "no subnet of its own" : "just " + String.join(", ", subnets)));
        }
    }

    private static void refuseSecond(Map<String, String> holders, String service, String network, String address) {
        String other = holders.putIfAbsent(network + " " + address, service);
        if (other != null) {
            throw new EsbException(
                    "The services '%s' and '%s' ask for one address, %s on the network '%s'. Give one of them another."
                            .formatted(other, service, address, network));
        }
    }
}
