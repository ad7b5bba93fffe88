package dev.esb.lifecycle;

import dev.esb.docker.ContainerSummary;
import dev.esb.docker.ContainerSummary.Health;
import dev.esb.docker.PortBinding;
import dev.esb.engine.EnginePlace;
import dev.esb.engine.EnginePlace.Elsewhere;
import dev.esb.engine.SshRoute;
import dev.esb.environment.HostAddress;
import dev.esb.host.TcpConnection;
import dev.esb.start.StartFailedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Whether services did not get ready because none of their ports can be reached, which a firewall may be the reason of: between this machine
 * and that of an engine elsewhere, or between the container of this build and the machine of its engine.
 *
 * @param canBind whether ports without an address are published where {@code esb.bind} says, as they are not in {@code default}
 * @param connect what came of an attempt to connect, given the host and the port; empty for a connection
 */
record UnreachablePorts(EnginePlace place, boolean canBind, BiFunction<String, Integer, String> connect) {
    /** An attempt can take a second. */
    private static final int MOST_ATTEMPTS = 16;

    UnreachablePorts(EnginePlace place, boolean canBind) {
        this(place, canBind, TcpConnection::problem);
    }

    /**
     * The failure with what there is to say of the ports.
     *
     * @param stack asks for the containers of the stack, where they matter
     * @return the same failure where there is nothing: the engine publishes in the network of this process, a port can be reached, or something
     *     else has failed
     */
    StartFailedException explain(StartFailedException failure, Supplier<List<ContainerSummary>> stack) {
        return place.isNetworkOfThisProcess() ? failure : explain(failure, stack.get());
    }

    private StartFailedException explain(StartFailedException failure, List<ContainerSummary> containers) {
        if (containers.stream().noneMatch(container -> isWaitedForOnPorts(container, failure))) {
            return failure;
        }
        Map<String, String> problems = new LinkedHashMap<>();
        SortedSet<Integer> ports = new TreeSet<>();
        for (ContainerSummary container : containers) {
            for (PortBinding port : container.ports()) {
                String host = HostAddress.reachable(port.hostAddress(), place.host());
                String address = HostAddress.withPort(host, String.valueOf(port.published()));
                if (port.protocol().equals("tcp")
                        && place.reaches(port.hostAddress())
                        && problems.size() < MOST_ATTEMPTS
                        && !problems.containsKey(address)) {
                    problems.put(address, connect.apply(host, port.published()));
                    ports.add(port.published());
                }
            }
        }
        return problems.isEmpty() || problems.containsValue("")
                ? failure
                : new StartFailedException(
                        failure.getMessage() + ". No port of the stack can be reached from %s (".formatted(here())
                                + String.join(", ", new TreeSet<>(problems.values())) + "): "
                                + advice(areOfLoopback(problems.keySet()), ports),
                        failure.services());
    }

    private String here() {
        return place instanceof Elsewhere ? "this machine" : "the container of this build";
    }

    private String advice(boolean areOfLoopback, SortedSet<Integer> ports) {
        return place instanceof Elsewhere elsewhere
                ? advice(elsewhere, areOfLoopback, ports)
                : ("if its services are well, a firewall of the engine's machine may keep containers from %s, or the engine isolates the network of"
                                + " this one, as Podman does with networks that Compose or 'docker network create' has made. Let containers connect to"
                                + " that address, put the build's container into the engine's default network, or run it with '--network host'")
                        .formatted(place.host());
    }

    private static boolean areOfLoopback(Set<String> addresses) {
        return addresses.stream().allMatch(address -> address.startsWith(EnginePlace.LOOPBACK + ":"));
    }

    private static boolean isWaitedForOnPorts(ContainerSummary container, StartFailedException failure) {
        return failure.names(container.service())
                && container.isRunning()
                && container.health() != Health.UNHEALTHY
                && container.ports().stream().anyMatch(port -> port.protocol().equals("tcp"));
    }

    private String advice(Elsewhere place, boolean areOfLoopback, SortedSet<Integer> ports) {
        String forward =
                place.ssh().map(route -> ":\n  " + route.forward(ports)).orElse("");
        if (areOfLoopback) {
            // Those of an engine that is reached over TCP are not waited for.
            return "they are published on the loopback address of the engine's machine. Bring it up while this forwards them"
                    + forward;
        }
        String between = "if its services are well, a firewall may be between. ";
        if (forward.isEmpty() || !canBind) {
            return between
                    + "Let %s take connections to these ports: %s"
                            .formatted(
                                    place.host(),
                                    String.join(
                                            ", ",
                                            ports.stream().map(String::valueOf).toList()));
        }
        return between
                + (place.ssh().filter(SshRoute::isProxied).isEmpty()
                        ? ""
                        : "Nor does ssh reach %s by itself, but through a ProxyJump or ProxyCommand. "
                                .formatted(place.host()))
                + "Bring it up with -Desb.bind=%s, which publishes them there on that address alone, while this forwards them%s"
                        .formatted(EnginePlace.LOOPBACK, forward);
    }
}
