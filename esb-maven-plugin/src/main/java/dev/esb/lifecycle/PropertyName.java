package dev.esb.lifecycle;

import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A name of a port, which can become longer where another port would have the same, and is given up where the longer one does not tell them
 * apart either. It depends only on the port's own entry in the Compose file and on those that it clashes with.
 */
final class PropertyName {
    private static final String PREFIX = Results.PORT;

    private final PortAssignment port;
    private final int replicas;
    private final List<String> lengths;
    private int length;

    private PropertyName(PortAssignment port, int replicas, String usual, String longer) {
        this.port = port;
        this.replicas = replicas;
        this.lengths = List.of(usual, longer);
    }

    /**
     * After service and container port: {@code esb.port.web.80}, {@code esb.port.dns.53.udp}. The longer one has the protocol first, and then
     * the entry as in the file: {@code esb.port.web.tcp.127.0.0.1.9000.80}.
     *
     * @param replicas how many containers publish the port
     * @param plan all ports of the stack, which say whether the service alone or the container port alone tells the port apart
     */
    static PropertyName byTarget(PortAssignment port, int replicas, List<PortAssignment> plan) {
        PortRequest own = port.request();
        List<PortRequest> all = plan.stream().map(PortAssignment::request).toList();
        boolean isServiceAlone = all.stream()
                .noneMatch(other -> !other.service().equals(own.service())
                        && Results.variable(other.service()).equals(Results.variable(own.service())));
        boolean isTargetAlone = all.stream()
                        .filter(other -> other.service().equals(own.service())
                                && other.target() == own.target()
                                && other.protocol().equals(own.protocol()))
                        .count()
                == 1;
        String suffix = own.protocol().equals("tcp") ? "" : "." + own.protocol();
        return new PropertyName(
                port,
                replicas,
                PREFIX + own.service() + "." + own.target() + suffix,
                PREFIX
                        + (isServiceAlone ? own.service() : spelled(own.service()))
                        + "."
                        + own.protocol()
                        + "."
                        + (isTargetAlone ? "" : published(own))
                        + own.target());
    }

    /**
     * {@code esb.port.gateway.https} for the variable {@code ESB_PORT_GATEWAY_HTTPS}. The longer one has the service, and the variable as it
     * is: {@code esb.port.gateway.esb.port.gateway.https}.
     */
    static Optional<PropertyName> byVariable(PortAssignment port, int replicas) {
        return port.request().variable().map(variable -> {
            String name = variable.toUpperCase(Locale.ROOT).replaceFirst("^(ESB_)?PORT_|_PORT$", "");
            return new PropertyName(
                    port,
                    replicas,
                    PREFIX + dotted(name),
                    PREFIX + port.request().service() + "." + dotted(variable));
        });
    }

    PortAssignment port() {
        return port;
    }

    /** The name that the port has where no other port would have it as well. */
    String usual() {
        return lengths.get(0);
    }

    boolean isUsual() {
        return length == 0;
    }

    /** The name, as long as it has become; empty once it is given up. */
    Optional<String> text() {
        return isGivenUp() ? Optional.empty() : Optional.of(lengths.get(length));
    }

    /** The names for all containers that publish the port: {@code esb.port.web.80}, {@code esb.port.web.80.2}. */
    List<String> texts() {
        return text().stream()
                .flatMap(text -> IntStream.rangeClosed(1, replicas).mapToObj(replica -> of(text, replica)))
                .toList();
    }

    /** The name for one of the containers that publish the port; see {@link BoundPort#replica}. */
    Optional<String> text(int replica) {
        return text().map(text -> of(text, replica));
    }

    boolean canBeLonger() {
        return length < lengths.size() - 1;
    }

    void lengthen() {
        length++;
    }

    private boolean isGivenUp() {
        return length == lengths.size();
    }

    /** A variable can end with a number as well, so a longer name says what its number means: {@code esb.port.web.tcp.80.replica.2}. */
    private String of(String text, int replica) {
        return replica == 1 ? text : text + (isUsual() ? "." : ".replica.") + replica;
    }

    private static String dotted(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** What is left of the container port in the file, {@code 127.0.0.1.9000.}; a variable's name, since its value can be another one each time. */
    private static String published(PortRequest request) {
        String address =
                request.hostAddress().isEmpty() ? "" : request.hostAddress().replace(':', '-') + ".";
        String port = request.base() == 0 ? "" : request.base() + ".";
        return address
                + request.variable().map(variable -> dotted(variable) + ".").orElse(port);
    }

    /** {@code my-db} and {@code my.db} are the same in a variable; {@code my.dash.db} and {@code my.dot.db} are not. */
    private static String spelled(String service) {
        StringBuilder text = new StringBuilder();
        for (char letter : service.toCharArray()) {
            switch (letter) {
                case '-' -> text.append(".dash.");
                case '.' -> text.append(".dot.");
                case '_' -> text.append(".underscore.");
                default ->
                    text.append(Character.isUpperCase(letter) ? ".upper." : "").append(Character.toLowerCase(letter));
            }
        }
        return text.toString().replaceAll("\\.+", ".").replaceAll("^\\.|\\.$", "");
    }
}
