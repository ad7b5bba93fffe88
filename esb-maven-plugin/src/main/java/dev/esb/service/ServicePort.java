package dev.esb.service;

import dev.esb.docker.ContainerSummary;
import dev.esb.docker.PortBinding;
import dev.esb.environment.ContainerPort;
import dev.esb.environment.HostAddress;

/**
 * A port of a service as the engine publishes it now.
 *
 * @param service the service
 * @param container the name of the container
 * @param port the port of the container
 * @param address the address of the engine's host that the port is bound to
 * @param published the port of the host
 * @param host where the port can be reached: the address, or, where it is bound to every address, one of them
 */
public record ServicePort(
        String service, String container, ContainerPort port, String address, int published, String host) {

    /** @param everyAddress where a port can be reached that is bound to every address */
    public static ServicePort of(ContainerSummary container, PortBinding binding, String everyAddress) {
        return new ServicePort(
                container.service(),
                container.name(),
                new ContainerPort(binding.target(), binding.protocol()),
                binding.hostAddress(),
                binding.published(),
                HostAddress.isEvery(binding.hostAddress()) ? everyAddress : binding.hostAddress());
    }

    /** Host and port as a URL has them: {@code 127.0.0.1:28704}, {@code [::1]:28704}. */
    public String text() {
        return HostAddress.withPort(host, String.valueOf(published));
    }
}
