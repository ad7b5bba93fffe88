package dev.esb.lifecycle;

import dev.esb.Reporter;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.PortBinding;
import dev.esb.environment.PortAssignment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the ports of a plan among those that the engine has published, which includes the ports that the engine chose itself. */
final class EnginePorts {
    private final List<ContainerSummary> containers;
    private final Reporter reporter;

    /** @param containers the containers of the environment, read after they got ready */
    EnginePorts(List<ContainerSummary> containers, Reporter reporter) {
        this.containers = containers;
        this.reporter = reporter;
    }

    /** The published ports. A port that a running container does not publish is left out, with a warning. */
    List<PublishedPort> of(List<PortAssignment> plan) {
        return plan.stream().flatMap(this::published).toList();
    }

    private Stream<PublishedPort> published(PortAssignment planned) {
        List<ContainerSummary> own = containers.stream()
                .filter(container ->
                        container.service().equals(planned.request().service()))
                .toList();
        Optional<PortBinding> binding = own.stream()
                .flatMap(container -> container.ports().stream())
                .filter(port -> isOf(planned, port))
                .min(Comparator.comparingInt(PortBinding::published));
        if (binding.isPresent()) {
            return Stream.of(new PublishedPort(
                    planned.request(),
                    binding.get().hostAddress(),
                    binding.get().published()));
        }
        if (own.stream().anyMatch(ContainerSummary::isRunning)) {
            reporter.warn(
                    "%s is not published, and there is no %s: the engine publishes no port of a container whose networks are all 'internal'"
                            .formatted(planned.request(), PortProperties.byTarget(planned.request())));
            return Stream.empty();
        }
        // The service's containers have ended, or it has none.
        return planned.published() == 0
                ? Stream.empty()
                : Stream.of(new PublishedPort(planned.request(), planned.address(), planned.published()));
    }

    /** Of a range of ports, the engine publishes one for each container. */
    private static boolean isOf(PortAssignment planned, PortBinding port) {
        int first = planned.published();
        return (port.target() == planned.request().target() || planned.movesTargetTo(port.target()))
                && port.protocol().equals(planned.request().protocol())
                && (first == 0
                        || port.published() >= first
                                && port.published() < first + planned.request().count());
    }
}
