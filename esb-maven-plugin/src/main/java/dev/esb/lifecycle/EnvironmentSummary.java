package dev.esb.lifecycle;

import dev.esb.docker.ContainerSummary;
import dev.esb.docker.PortBinding;
import dev.esb.lease.Lease;
import dev.esb.lease.Owner;
import java.time.Instant;
import java.util.List;

/**
 * An environment on the engine.
 *
 * @param owner to whom it belongs
 */
public record EnvironmentSummary(
        String env,
        String stack,
        String project,
        int slot,
        String state,
        List<Port> ports,
        Owner owner,
        Instant created) {

    /** A port that is published now. */
    public record Port(String service, int target, String protocol, String address, int published) {}

    static EnvironmentSummary of(Lease lease, List<ContainerSummary> containers) {
        return new EnvironmentSummary(
                lease.key().name().value(),
                lease.key().stack(),
                lease.key().project(),
                lease.slot(),
                state(containers),
                containers.stream()
                        .flatMap(container -> container.ports().stream().map(port -> port(container, port)))
                        .distinct()
                        .toList(),
                lease.owner(),
                lease.created());
    }

    private static Port port(ContainerSummary container, PortBinding port) {
        return new Port(container.service(), port.target(), port.protocol(), port.hostAddress(), port.published());
    }

    /** One word for all containers; those that ended with 0 have done their work. */
    private static String state(List<ContainerSummary> containers) {
        List<ContainerSummary> open = containers.stream()
                .filter(container -> container.exitCode().orElse(-1) != 0)
                .toList();
        if (containers.isEmpty()) {
            return "empty";
        }
        if (open.isEmpty()) {
            return "exited";
        }
        if (open.stream().anyMatch(container -> !container.isRunning())) {
            return open.stream().noneMatch(ContainerSummary::isRunning) ? "stopped" : "degraded";
        }
        return switch (worst(open)) {
            case UNHEALTHY -> "unhealthy";
            case STARTING -> "starting";
            default -> "running";
        };
    }

    private static ContainerSummary.Health worst(List<ContainerSummary> containers) {
        return containers.stream()
                .map(ContainerSummary::health)
                .reduce(ContainerSummary.Health.NONE, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
}
