package dev.esb.lifecycle;

import dev.esb.environment.PortRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The properties in which tests find published ports, and their names. */
final class PortProperties {
    private static final String PREFIX = "esb.port.";

    private PortProperties() {}

    /** If a service publishes one port on two addresses, the property has the one that comes first in the Compose file. */
    static Map<String, String> of(List<PublishedPort> ports) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (PublishedPort port : ports) {
            String value = String.valueOf(port.published());
            properties.putIfAbsent(byTarget(port.request()), value);
            byVariable(port.request()).ifPresent(name -> properties.putIfAbsent(name, value));
        }
        return properties;
    }

    /** {@code esb.port.gateway.443}, or {@code esb.port.dns.53.udp}. */
    static String byTarget(PortRequest request) {
        String suffix = request.protocol().equals("tcp") ? "" : "." + request.protocol();
        return PREFIX + request.service() + "." + request.target() + suffix;
    }

    /** {@code esb.port.gateway.https} for the variable {@code ESB_PORT_GATEWAY_HTTPS}. */
    static Optional<String> byVariable(PortRequest request) {
        return request.variable().map(variable -> {
            String name = variable.toUpperCase(Locale.ROOT).replaceFirst("^(ESB_)?PORT_|_PORT$", "");
            return PREFIX + name.toLowerCase(Locale.ROOT).replace('_', '.');
        });
    }
}
