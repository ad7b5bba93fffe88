package dev.esb.engine;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSurroundings;
import dev.esb.docker.ContainerSurroundings.Attachment;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.NetworkCommand;
import dev.esb.engine.EnginePlace.Beside;
import dev.esb.engine.EnginePlace.Beside.BoundPath;
import dev.esb.engine.EnginePlace.Beside.Obstacle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the address on which the engine can publish ports so that a container reaches them: the gateway of one of its networks. */
final class BesideNetwork {
    private final Docker docker;
    private final Path routes;

    /** @param routes as {@code /proc/net/route} */
    BesideNetwork(Docker docker, Path routes) {
        this.docker = docker;
        this.routes = routes;
    }

    /** @throws DockerException when the engine does not answer */
    Beside place(ContainerSurroundings container, List<BoundPath> mounts) {
        ContainerSurroundings network = holder(container);
        if (network.isInNetworkOfHost()) {
            return new Beside(container.id(), EnginePlace.LOOPBACK, mounts);
        }
        // Its networks are in a namespace of its own, and its ports those of the machine around it.
        if (docker.run(new EngineCommand.Describe()).isRootless()) {
            return Beside.unreachable(container.id(), mounts, Obstacle.ROOTLESS);
        }
        return gateway(network.attachments())
                .map(gateway -> new Beside(container.id(), gateway, mounts))
                .orElseGet(() -> Beside.unreachable(container.id(), mounts, Obstacle.NO_GATEWAY));
    }

    /** The container whose network this one uses. */
    private ContainerSurroundings holder(ContainerSurroundings container) {
        Set<String> seen = new HashSet<>();
        ContainerSurroundings holder = container;
        while (holder.isInNetworkOfContainer() && seen.add(holder.id())) {
            List<ContainerSurroundings> next =
                    docker.run(new ContainerCommand.InspectSurroundings(List.of(holder.containerOfNetwork())));
            if (next.isEmpty()) {
                return holder;
            }
            holder = next.get(0);
        }
        return holder;
    }

    /** That of the network which the default route leads to, else the first. Only on a bridge, the gateway is the engine's machine. */
    private Optional<String> gateway(List<Attachment> attachments) {
        List<Attachment> withGateway = attachments.stream()
                .filter(attachment -> !attachment.gateway().isEmpty())
                .toList();
        if (withGateway.isEmpty()) {
            return Optional.empty();
        }
        Set<String> bridges = docker.run(new NetworkCommand.OpenBridges(
                withGateway.stream().map(Attachment::network).toList()));
        List<String> gateways = withGateway.stream()
                .filter(attachment -> bridges.contains(attachment.network()))
                .map(Attachment::gateway)
                .toList();
        return defaultRoute()
                .filter(gateways::contains)
                .or(() -> gateways.stream().findFirst());
    }

    private Optional<String> defaultRoute() {
        try {
            return defaultRoute(Files.readAllLines(routes));
        } catch (IOException e) {
            // Not readable here: the first network is as good.
            return Optional.empty();
        }
    }

    /** The second column is the destination, the third the gateway, the eighth the mask: hexadecimal, in little-endian byte order. */
    static Optional<String> defaultRoute(List<String> lines) {
        return lines.stream()
                .skip(1)
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length > 7)
                .filter(columns -> columns[1].equals("00000000") && columns[7].equals("00000000"))
                .map(columns -> columns[2])
                .filter(gateway -> !gateway.equals("00000000"))
                .findFirst()
                .map(gateway -> address(Integer.reverseBytes(Integer.parseUnsignedInt(gateway, 16))));
    }

    private static String address(int bits) {
        return "%s.%s.%s.%s".formatted(bits >>> 24, bits >>> 16 & 0xff, bits >>> 8 & 0xff, bits & 0xff);
    }
}
