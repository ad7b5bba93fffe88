package dev.esb.lifecycle;

import dev.esb.environment.PortRequest;

/**
 * A port of a service that the engine has published.
 *
 * @param request the entry under {@code ports} in the Compose file
 * @param address the address of the host that the port is bound to; empty for every address
 * @param published the port of the host; of a range, the first one
 */
public record PublishedPort(PortRequest request, String address, int published) {

    /** The property in which tests find the port: named after the variable if the Compose file has one, else after service and target. */
    public String propertyName() {
        return PortProperties.byVariable(request).orElseGet(() -> PortProperties.byTarget(request));
    }
}
