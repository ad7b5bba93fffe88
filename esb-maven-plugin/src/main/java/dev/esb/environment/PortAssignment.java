package dev.esb.environment;

/**
 * The port of the host that a published port gets in an environment.
 *
 * @param request the published port in the file
 * @param address the address of the host to publish it on, also in place of the one in the file; empty to keep that, or else the engine's default
 * @param published the port of the host, the first one of a range; 0 if the engine chooses one when the container starts
 */
public record PortAssignment(PortRequest request, String address, int published) {

    /** The address of the host on which the port is published; empty for the engine's default. */
    public String hostAddress() {
        return address.isEmpty() ? request.hostAddress() : address;
    }

    /** The value for {@code published} in a Compose file: one port, or {@code first-last} for a range. */
    public String text() {
        return request.count() == 1 ? String.valueOf(published) : published + "-" + (published + request.count() - 1);
    }
}
