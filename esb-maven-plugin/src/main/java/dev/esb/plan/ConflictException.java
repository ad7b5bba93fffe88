package dev.esb.plan;

import dev.esb.docker.Docker;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.Subnet;
import dev.esb.environment.SubnetAssignment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The engine could not bind a port, or create a network with a subnet, because something else on the host uses it. */
public final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    // The first number is the port of the host; addresses of IPv6 are in brackets, but for "::" at times.
    private static final List<Pattern> PORTS = List.of(
            // "Bind for 127.0.0.1:20272 failed: port is already allocated" where another container has the port,
            // "listen
            // tcp4 0.0.0.0:443: bind: address already in use" where a process of the host has it.
            Pattern.compile(":(\\d+)(?: failed)?: (?:port is already allocated|bind: address already in use)"),
            // Docker 28: "failed to bind host port for 127.0.0.1:20272:172.18.0.2:443/tcp: address already in use"
            // Docker 29: "failed to bind host port 127.0.0.1:20272/tcp: address already in use"
            Pattern.compile(
                    "failed to bind host port (?:for )?(?:\\[[^\\]]*\\]|::|[^:\\s]*):(\\d+)\\S*: address already in use"),
            // Docker Desktop: "Ports are not available: exposing port TCP 0.0.0.0:443 -> 127.0.0.1:0: ..."
            Pattern.compile("Ports are not available: exposing port \\w+ \\S*:(\\d+) -> "),
            // Podman without root: "Failed to bind port 8080 (Address already in use) for option ..."
            Pattern.compile("Failed to bind port (\\d+) \\(Address already in use\\)"));
    private static final Pattern SUBNET = Pattern.compile("[Pp]ool overlaps with other one on this address space"
            + "|cannot create network .*conflicts with network|networks have overlapping|overlaps with existing routes"
            // Podman
            + "|subnet \\S+ is already used on the host or by another config");

    private final int port;

    private ConflictException(String message, int port) {
        super(message);
        this.port = port;
    }

    /**
     * The conflict that the output of {@code docker compose up} reports.
     *
     * @param output Compose's error output
     * @return empty when Compose failed for another reason
     */
    public static Optional<ConflictException> in(String output) {
        for (Pattern pattern : PORTS) {
            Matcher port = pattern.matcher(output);
            if (port.find()) {
                return Optional.of(new ConflictException(
                        "Port %s is already in use".formatted(port.group(1)), Integer.parseInt(port.group(1))));
            }
        }
        return SUBNET.matcher(output).find()
                ? Optional.of(new ConflictException("A subnet of the stack is already in use", 0))
                : Optional.empty();
    }

    /** The port that is in use; empty where it is a subnet. */
    public OptionalInt port() {
        return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /**
     * A sentence without a full stop: which port or subnet is in use, and by which container, process or network.
     *
     * @param environment the plan that failed
     * @param networks the engine's networks as they are now
     */
    public String describe(Docker docker, EnvironmentPlan environment, List<Network> networks) {
        return port == 0
                ? getMessage() + subnetHolder(environment, networks)
                : getMessage() + " by " + new PortHolder(docker).describe(port);
    }

    private static String subnetHolder(EnvironmentPlan environment, List<Network> networks) {
        List<Subnet> own = environment.subnets().values().stream()
                .flatMap(List::stream)
                .map(SubnetAssignment::assigned)
                .toList();
        return networks.stream()
                .filter(network -> !network.project().equals(environment.key().project()))
                .filter(network -> network.subnets().stream()
                        .filter(text -> !text.isEmpty())
                        .map(Subnet::parse)
                        .anyMatch(subnet -> own.stream().anyMatch(subnet::overlaps)))
                .findFirst()
                .map(network ->
                        " by the network '%s' (%s)".formatted(network.name(), String.join(", ", network.subnets())))
                .orElse("");
    }
}
