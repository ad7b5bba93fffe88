package dev.esb.environment;

import java.util.Optional;

/**
 * A port that the stack publishes, as the Compose file has it.
 *
 * @param service the name of the service that publishes it
 * @param target the port inside the container
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param hostAddress the address of the host in the file; empty for none
 * @param base the port of the host in the file, the first one of a range; 0 if the file leaves it to the engine
 * @param count the number of ports of the host from {@code base} on: more than one for a range, and for a service with several containers
 * @param variable the variable that sets the port of the host, as in {@code ${ESB_PORT_GATEWAY_HTTPS:-443}:443}; empty if none does
 */
public record PortRequest(
        String service,
        int target,
        String protocol,
        String hostAddress,
        int base,
        int count,
        Optional<String> variable) {

    /** For messages: {@code gateway 443/tcp}. */
    @Override
    public String toString() {
        return service + " " + target + "/" + protocol;
    }
}
