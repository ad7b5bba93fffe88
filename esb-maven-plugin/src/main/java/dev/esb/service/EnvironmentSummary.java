package dev.esb.service;

import dev.esb.docker.ContainerSummary;
import dev.esb.docker.PortBinding;
import dev.esb.lease.Lease;
import dev.esb.lease.Owner;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * An environment, as {@code esb:list} shows it.
 *
 * @param env its name
 * @param stack the name of its stack; empty for none
 * @param project its Compose project
 * @param slot its first slot
 * @param state {@code ended} where its build has ended, or its {@code ttl} is over, and nothing has taken it down; else one word for all
 *     containers: {@code running}, {@code starting}, {@code unhealthy}, {@code degraded} (some do not run),
 *     {@code stopped}, {@code exited} (all ended with 0) or {@code empty} (no containers)
 * @param ports the ports that are published now, by service and the number of the container
 * @param owner the build or the person that it belongs to
 * @param created when its lease was claimed
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
    private static final String ENDED = "ended";

    /**
     * A published port.
     *
     * @param target the port of the container
     * @param protocol {@code tcp}, {@code udp} or {@code sctp}
     * @param address the address of the host
     * @param published the port of the host
     */
    public record Port(String service, int target, String protocol, String address, int published) {}

    /** @param hasEnded whether the owner has ended, so that {@code esb:prune} would take it down */
    static EnvironmentSummary of(Lease lease, List<ContainerSummary> containers, boolean hasEnded) {
        return new EnvironmentSummary(
                lease.key().name().value(),
                lease.key().stack(),
                lease.key().project(),
                lease.slot(),
                hasEnded ? ENDED : state(containers),
                containers.stream()
                        .sorted(Comparator.comparing(ContainerSummary::service).thenComparing(ContainerSummary::number))
                        .flatMap(container -> container.ports().stream().map(port -> port(container, port)))
                        .distinct()
                        .toList(),
                lease.owner(),
                lease.created());
    }

    private static Port port(ContainerSummary container, PortBinding port) {
        return new Port(container.service(), port.target(), port.protocol(), port.hostAddress(), port.published());
    }

    /** Whether nothing needs the environment any more. */
    public boolean hasEnded() {
        return state.equals(ENDED);
    }

    /** A container that ended with 0 does not count: it is that of a one-shot service. */
    public static String state(List<ContainerSummary> containers) {
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
