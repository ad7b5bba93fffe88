package dev.esb.lifecycle;

import dev.esb.environment.PortRequest;

/**
 * A published port, as it came out.
 *
 * @param address the address that it is bound to
 * @param published the port of the host, the first one of a range
 */
public record PublishedPort(PortRequest request, String address, int published) {

    /** The property that tells tests of it: by the variable's name where there is one, else by service and target. */
    public String propertyName() {
        return PortProperties.byVariable(request).orElseGet(() -> PortProperties.byTarget(request));
    }
}
