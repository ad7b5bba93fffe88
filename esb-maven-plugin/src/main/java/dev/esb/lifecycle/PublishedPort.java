package dev.esb.lifecycle;

import dev.esb.environment.PortRequest;
import java.util.List;

/**
 * A port of a service that the engine has published, and its names.
 *
 * @param request the entry under {@code ports} in the Compose file
 * @param address the address of the host that the port is bound to; empty for every address
 * @param published the port of the host
 * @param properties the properties in which tests find it: the one named after a variable, if one sets the port, before the one named after
 *     service and container port; none where nothing tells it apart from another port
 */
public record PublishedPort(PortRequest request, String address, int published, List<String> properties) {}
