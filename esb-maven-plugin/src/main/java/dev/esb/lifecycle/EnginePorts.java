package dev.esb.lifecycle;

import dev.esb.Reporter;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.PortBinding;
import dev.esb.environment.HostAddress;
import dev.esb.environment.PortAssignment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the ports of a plan among those that the engine has published, which includes the ports that the engine chose itself. */
final class EnginePorts {
    /** An engine that publishes on every address prints one binding for IPv4 and one for IPv6. */
    private static final Comparator<PortBinding> IPV4_FIRST = Comparator.<PortBinding, Boolean>comparing(
                    binding -> binding.hostAddress().contains(":"))
            .thenComparing(PortBinding::published);

    private final List<ContainerSummary> containers;
    private final Reporter reporter;

    /** @param containers the containers of the environment, read after they got ready */
    EnginePorts(List<ContainerSummary> containers, Reporter reporter) {
        this.containers = containers.stream()
                .sorted(Comparator.comparing(ContainerSummary::number))
                .toList();
        this.reporter = reporter;
    }

    /**
     * The published ports, in the order of the plan: of a service with several containers, one for each that runs. A port that a running
     * container does not publish is left out, with a warning.
     */
    List<BoundPort> of(List<PortAssignment> plan) {
        Map<PortAssignment, List<PortBinding>> found = new IdentityHashMap<>();
        plan.forEach(planned -> found.put(planned, new ArrayList<>()));
        for (ContainerSummary container : containers) {
            List<PortAssignment> own = plan.stream()
                    .filter(planned -> planned.request().service().equals(container.service()))
                    .toList();
            bindings(own, container)
                    .forEach((planned, binding) -> found.get(planned).add(binding));
        }
        return plan.stream()
                .flatMap(planned -> published(planned, found.get(planned)))
                .toList();
    }

    /**
     * Which binding of a container is which port. One container port can be published several times: those with an address come first, and
     * no binding is taken twice.
     */
    private static Map<PortAssignment, PortBinding> bindings(List<PortAssignment> plan, ContainerSummary container) {
        List<PortBinding> left =
                new ArrayList<>(container.ports().stream().sorted(IPV4_FIRST).toList());
        Map<PortAssignment, PortBinding> bindings = new IdentityHashMap<>();
        plan.stream()
                .filter(planned -> !planned.hostAddress().isEmpty())
                .forEach(planned -> take(planned, left, planned.hostAddress())
                        .ifPresent(binding -> bindings.put(planned, binding)));
        plan.stream()
                .filter(planned -> !bindings.containsKey(planned))
                .forEach(planned -> take(planned, left, "").ifPresent(binding -> bindings.put(planned, binding)));
        return bindings;
    }

    /** @param address empty for any */
    private static Optional<PortBinding> take(PortAssignment planned, List<PortBinding> left, String address) {
        Optional<PortBinding> taken = left.stream()
                .filter(binding -> isOf(planned, binding))
                .filter(binding -> address.isEmpty() || HostAddress.isSame(address, binding.hostAddress()))
                .findFirst();
        taken.ifPresent(found -> left.removeIf(
                binding -> binding.equals(found) || address.isEmpty() && isTheSameElsewhere(binding, found)));
        return taken;
    }

    private static boolean isTheSameElsewhere(PortBinding one, PortBinding other) {
        return one.published() == other.published()
                && one.target() == other.target()
                && one.protocol().equals(other.protocol());
    }

    private Stream<BoundPort> published(PortAssignment planned, List<PortBinding> bindings) {
        if (!bindings.isEmpty()) {
            List<BoundPort> ports = new ArrayList<>();
            bindings.forEach(binding ->
                    ports.add(new BoundPort(planned, ports.size() + 1, binding.hostAddress(), binding.published())));
            return ports.stream();
        }
        boolean runs = containers.stream()
                .anyMatch(container ->
                        container.service().equals(planned.request().service()) && container.isRunning());
        if (runs) {
            reporter.warn(
                    "%s is not published, and there is no property for it: the engine publishes no port of a container whose networks are all 'internal'"
                            .formatted(planned.request()));
            return Stream.empty();
        }
        // The service's containers have ended, or it has none.
        return planned.published() == 0
                ? Stream.empty()
                : Stream.of(new BoundPort(planned, 1, planned.hostAddress(), planned.published()));
    }

    /** Of a range of ports, the engine publishes one for each container. */
    private static boolean isOf(PortAssignment planned, PortBinding port) {
        int first = planned.published();
        return port.target() == planned.request().target()
                && port.protocol().equals(planned.request().protocol())
                && (first == 0
                        || port.published() >= first
                                && port.published() < first + planned.request().count());
    }
}
