package dev.esb.environment;

import java.util.Optional;

/**
 * A port that the stack publishes, as its author wrote it.
 *
 * @param service the service that publishes it
 * @param target the port inside the container
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param hostAddress the address that was written before the port; empty for none
 * @param base the port of the host that was written; 0 where the engine is to choose
 * @param count how many ports of the host, counted from {@code base}: more than one for a published range
 * @param variable the variable that sets the port of the host, as in {@code ${ESB_PORT_GATEWAY_HTTPS:-443}:443}
 */
public record PortRequest(
        String service,
        int target,
        String protocol,
        String hostAddress,
        int base,
        int count,
        Optional<String> variable) {

    /** For people: {@code gateway 443/tcp}. */
    @Override
    public String toString() {
        return service + " " + target + "/" + protocol;
    }
}
