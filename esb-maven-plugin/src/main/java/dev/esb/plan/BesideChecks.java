package dev.esb.plan;

import dev.esb.EsbException;
import dev.esb.docker.Engine;
import dev.esb.docker.EnginePlace.Beside;
import dev.esb.environment.HostAddress;
import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says which ports a build in a container beside its engine cannot reach. */
public final class BesideChecks {
    private static final String WITH_HOST_NETWORK =
            "run the build's container with '--network host' (network_mode: host)";

    private BesideChecks() {}

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

    /** What to say of the ports that the engine publishes where this process cannot reach them; empty where it reaches all. */
    public static Optional<String> unreachable(List<PortAssignment> ports, StackRequest request, Engine engine) {
        List<PortAssignment> lost = ports.stream()
                .filter(port -> !engine.place().reaches(port.hostAddress()))
                .toList();
        if (lost.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "This build runs in a container and cannot reach what is published on the loopback of the engine's machine: %s. Nothing is waited for there. To reach it, %s%s."
                        .formatted(
                                lost.stream()
                                        .map(port -> "%s on %s".formatted(port.request(), port.hostAddress()))
                                        .collect(Collectors.joining(", ")),
                                WITH_HOST_NETWORK,
                                request.key().name().isDefault()
                                        ? ", or use another environment than 'default' (-Desb.env=NAME)"
                                        : ", or leave the address out, in the file or as esb.bind"));
    }

    private static String texts(List<PortRequest> ports) {
        return ports.stream().map(PortRequest::toString).distinct().collect(Collectors.joining(", "));
    }
}
