package dev.esb.maven;

import dev.esb.environment.ContainerPort;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of the goals that work on one published port of a service. */
abstract class AbstractPortMojo extends AbstractServiceMojo {

    /**
     * The port of the container, such as {@code 80} or {@code 53/udp}; without a protocol, it is TCP. Can be left out where the service publishes
     * one port only.
     */
    @Parameter(property = "esb.containerPort")
    private String containerPort;

    /** @throws dev.esb.EsbException when it is no port */
    final Optional<ContainerPort> containerPort() {
        return given(containerPort).map(text -> ContainerPort.read("esb.containerPort", text));
    }
}
