package dev.esb.lifecycle;

import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of published ports, of which each means one port of the host.
 *
 * <p>Two names are the same if they are the same as variables. Where two ports would have the same, both have a longer one, so that none of
 * them silently stands for the other. Ports that are one port of the host, such as the TCP and the UDP side of one variable, share a name.
 * Names are those of the whole plan, so they do not depend on which containers run.
 */
final class PortNames {
    private final List<BoundPort> bound;
    private final List<PropertyName> names = new ArrayList<>();

    /** A name as that of one container. */
    private record Holder(PropertyName name, int replica) {
        /** Equal for ports that are one port of the host by the plan. That the engine chooses equal numbers can be chance. */
        Object number() {
            PortAssignment port = name.port();
            return port.published() != 0 && port.request().count() == 1
                    ? port.published()
                    : List.of(port.request(), replica);
        }
    }

    /**
     * @param plan all ports of the stack
     * @param bound those of them that the engine has published
     */
    PortNames(List<PortAssignment> plan, List<BoundPort> bound) {
        this.bound = bound;
        for (PortAssignment port : plan) {
            int replicas = bound.stream()
                    .filter(found -> found.planned().equals(port))
                    .mapToInt(BoundPort::replica)
                    .max()
                    .orElse(1);
            PropertyName.byVariable(port, replicas).ifPresent(names::add);
            names.add(PropertyName.byTarget(port, replicas, plan));
        }
        Set<PropertyName> clashing = clashing();
        while (!clashing.isEmpty()) {
            clashing.forEach(PropertyName::lengthen);
            clashing = clashing();
        }
    }

    /** The published ports with their names. */
    List<PublishedPort> named() {
        return bound.stream()
                .map(port ->
                        new PublishedPort(port.planned().request(), port.address(), port.published(), properties(port)))
                .toList();
    }

    private List<String> properties(BoundPort port) {
        return names.stream()
                .filter(name -> name.port().equals(port.planned()))
                .flatMap(name -> name.text(port.replica()).stream())
                .distinct()
                .toList();
    }

    /** A warning that names all ports that have other names than usual, and their names; empty where there are none. */
    Optional<String> clash() {
        Map<String, List<PropertyName>> changed = names.stream()
                .filter(name -> !name.isUsual())
                .collect(Collectors.groupingBy(
                        name -> Results.variable(name.usual()), LinkedHashMap::new, Collectors.toList()));
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("Ports that would have the same name have other ones. "
                + changed.entrySet().stream()
                        .map(clash -> text(clash.getKey(), clash.getValue()))
                        .collect(Collectors.joining(" ")));
    }

    private static String text(String variable, List<PropertyName> clash) {
        List<String> usual = clash.stream().map(PropertyName::usual).distinct().toList();
        return "In place of %s: %s."
                .formatted(
                        usual.size() == 1 ? usual.get(0) : variable,
                        clash.stream()
                                .map(name -> "%s for %s"
                                        .formatted(
                                                name.text().orElse("none"),
                                                text(name.port().request())))
                                .collect(Collectors.joining(", ")));
    }

    /** {@code web ${WEB_PORT}:80/tcp}, as there may be several of one service and container port. */
    private static String text(PortRequest port) {
        String written = port.variable()
                .map(variable -> "${" + variable + "}")
                .orElse(port.base() == 0 ? "" : String.valueOf(port.base()));
        return port.service() + " "
                + Stream.of(port.hostAddress(), written, port.target() + "/" + port.protocol())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(":"));
    }

    /** The names that have to change: those that can be longer, before those that have to be given up. */
    private Set<PropertyName> clashing() {
        Map<String, List<Holder>> holders = new LinkedHashMap<>();
        for (PropertyName name : names) {
            List<String> texts = name.texts();
            for (int i = 0; i < texts.size(); i++) {
                holders.computeIfAbsent(Results.variable(texts.get(i)), text -> new ArrayList<>())
                        .add(new Holder(name, i + 1));
            }
        }
        Set<PropertyName> clashing = new LinkedHashSet<>();
        for (List<Holder> same : holders.values()) {
            if (same.stream().map(Holder::number).distinct().count() > 1) {
                List<PropertyName> clash = same.stream().map(Holder::name).toList();
                List<PropertyName> shorter =
                        clash.stream().filter(PropertyName::canBeLonger).toList();
                clashing.addAll(shorter.isEmpty() ? clash : shorter);
            }
        }
        return clashing;
    }
}
