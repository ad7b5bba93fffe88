package dev.esb.plan;

import dev.esb.EsbException;
import dev.esb.engine.Engine;
import dev.esb.engine.EnginePlace;
import dev.esb.engine.EnginePlace.Beside;
import dev.esb.engine.EnginePlace.Elsewhere;
import dev.esb.environment.HostAddress;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says which ports of an engine that is not here cannot be reached from here. */
public final class ReachChecks {
    private static final String WITH_HOST_NETWORK =
            "run the build's container with '--network host' (network_mode: host)";

    private ReachChecks() {}

    /**
     * Refuses ports of which the build could reach none. One address of the engine's machine that the user gives is the user's to judge.
     *
     * @throws EsbException when the stack publishes ports, and the build's container reaches none of its engine
     */
    static void requireReachable(List<PortRequest> ports, StackRequest request, Engine engine) {
        boolean isAddressGiven = request.bind()
                .filter(address ->
                        !HostAddress.isEvery(address) && engine.place().reaches(address))
                .isPresent();
        if (ports.isEmpty() || isAddressGiven || !(engine.place() instanceof Beside beside)) {
            return;
        }
        beside.obstacle().ifPresent(obstacle -> {
            String published =
                    "The stack publishes ports (%s), and this build cannot reach them: it runs in the container %s"
                            .formatted(texts(ports), beside.container().substring(0, 12));
            throw switch (obstacle) {
                case NO_GATEWAY ->
                    new EsbException(
                            published
                                    + " of this engine, which is in no network with a gateway on which the engine could publish: its networks are internal, macvlan or overlay ones, or it has none.",
                            "Put the build's container into a bridge network that is not internal, such as 'bridge' itself, or %s, or run the build outside of containers."
                                    .formatted(WITH_HOST_NETWORK));
                case ROOTLESS ->
                    new EsbException(
                            published
                                    + " of this engine, which is rootless, and such an engine cannot publish on the gateway of the container's network.",
                            "Either %s, or run the build outside of containers%s."
                                    .formatted(
                                            WITH_HOST_NETWORK,
                                            request.key().name().isDefault()
                                                    ? ""
                                                    : ", or name an address of the engine's machine that the container reaches, as other machines then may, too (-Desb.bind=ADDRESS)"));
            };
        });
    }

    /**
     * What to say of ports that are published on the loopback of an engine's machine that is not this one. Nothing is waited for where they cannot
     * be reached.
     *
     * @return empty where there are none
     */
    public static Optional<String> warning(List<PortAssignment> ports, StackRequest request, Engine engine) {
        List<PortAssignment> lost = ports.stream()
                .filter(port -> !engine.place().reaches(port.hostAddress()))
                .toList();
        if (engine.place() instanceof Elsewhere elsewhere) {
            return lost.isEmpty() ? forwarding(ports, elsewhere) : Optional.of(notThere(lost, elsewhere));
        }
        return lost.isEmpty() ? Optional.empty() : Optional.of(notBeside(lost, request));
    }

    private static String notBeside(List<PortAssignment> lost, StackRequest request) {
        return "This build runs in a container and cannot reach what is published on the loopback of the engine's machine: %s. Nothing is waited for there. To reach it, %s%s."
                .formatted(
                        addresses(lost),
                        WITH_HOST_NETWORK,
                        request.key().name().isDefault()
                                ? ", or use another environment than 'default' (-Desb.env=NAME)"
                                : ", or leave the address out, in the file or as esb.bind");
    }

    private static String notThere(List<PortAssignment> lost, Elsewhere place) {
        return "The engine publishes on the loopback of its own machine, %s, which cannot be reached from here: %s. Nothing is waited for there. To reach it, leave the address out, in the file or as esb.bind: it is then published on every address of that machine."
                .formatted(place.host(), addresses(lost));
    }

    /** Those of which it is known before they are published which ones they are. */
    private static Optional<String> forwarding(List<PortAssignment> ports, Elsewhere place) {
        List<PortAssignment> onLoopback = ports.stream()
                .filter(port -> port.hostAddress().equals(EnginePlace.LOOPBACK) && port.published() != 0)
                .toList();
        return onLoopback.isEmpty()
                ? Optional.empty()
                : place.ssh()
                        .map(route ->
                                "The engine publishes on the loopback of its own machine: %s. Where nothing forwards that to this one yet, this does: %s"
                                        .formatted(addresses(onLoopback), route.forward(numbers(onLoopback))));
    }

    private static SortedSet<Integer> numbers(List<PortAssignment> ports) {
        return ports.stream()
                .flatMapToInt(port -> IntStream.range(
                        port.published(), port.published() + port.request().count()))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String addresses(List<PortAssignment> ports) {
        return ports.stream()
                .map(port -> "%s on %s".formatted(port.request(), port.hostAddress()))
                .collect(Collectors.joining(", "));
    }

    private static String texts(List<PortRequest> ports) {
        return ports.stream().map(PortRequest::toString).distinct().collect(Collectors.joining(", "));
    }
}
