package dev.esb.environment;

/**
 * The port of the host that a published port gets in an environment.
 *
 * @param address the address to bind; empty for what the engine does by itself
 * @param published the port; 0 where the engine chooses when the container starts
 */
public record PortAssignment(PortRequest request, String address, int published) {

    /**
     * Whether the container listens on this port because its file has one variable on both sides of the colon, as in
     * {@code ${PORT:-6379}:${PORT:-6379}}, and that variable has the assigned port as its value now.
     */
    public boolean movesTargetTo(int port) {
        return published != 0 && request.variable().isPresent() && port == published;
    }

    /** How Compose writes it: one port, or {@code first-last} for a range. */
    public String text() {
        return request.count() == 1 ? String.valueOf(published) : published + "-" + (published + request.count() - 1);
    }
}
