package dev.esb.engine;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * How ssh reaches the machine of an engine.
 *
 * @param isProxied whether through another machine or a command ({@code ProxyJump}, {@code ProxyCommand}), so that this machine may have no
 *     way of its own to it
 */
public record SshRoute(SshDestination destination, boolean isProxied) {

    /** The command that makes ports of that machine's loopback address those of this one's, as long as it runs. */
    public String forward(Collection<Integer> ports) {
        String options = ports.stream()
                .map(port -> "-L %1$s:%2$s:%1$s:%2$s ".formatted(EnginePlace.LOOPBACK, port))
                .collect(Collectors.joining());
        return "ssh -N %s%s".formatted(options, destination);
    }
}
