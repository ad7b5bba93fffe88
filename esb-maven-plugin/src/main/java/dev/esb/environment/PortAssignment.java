package dev.esb.environment;

/**
 * The port of the host that a published port gets in an environment.
 *
 * @param address the address to bind; empty for what the engine does by itself
 * @param published the port; 0 where the engine chooses when the container starts
 */
public record PortAssignment(PortRequest request, String address, int published) {

    /** How Compose writes it: one port, or {@code first-last} for a range. */
    public String text() {
        return request.count() == 1 ? String.valueOf(published) : published + "-" + (published + request.count() - 1);
    }
}
