package dev.esb.lifecycle;

import dev.esb.environment.PortRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names of the properties that tell where ports are published. */
final class PortProperties {
    private static final String PREFIX = "esb.port.";

    private PortProperties() {}

    /** Where a service publishes one port twice, on two addresses, the one that was written first answers. */
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
