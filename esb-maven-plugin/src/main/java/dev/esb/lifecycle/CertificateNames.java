package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.compose.Stack;
import dev.esb.engine.Engine;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.HostAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The names and addresses under which clients reach the services of a stack: services reach each other by the name of the service and by
 * {@code container_name}; tests reach them at the engine's host, by its name and by the addresses that this is resolved to, and at the
 * addresses on which ports are published.
 *
 * @param addresses the addresses of a name; none for a name that cannot be resolved
 */
record CertificateNames(
        Stack stack, EnvironmentPlan environment, Engine engine, Function<String, List<String>> addresses) {

    CertificateNames(Stack stack, EnvironmentPlan environment, Engine engine) {
        this(stack, environment, engine, CertificateNames::resolve);
    }

    /** Each once. A certificate has no room for the interface that leads to an address, as in {@code fe80::1%eth0}. */
    Set<String> all() {
        Set<String> names = new LinkedHashSet<>();
        stack.model().path("services").properties().forEach(service -> {
            names.add(service.getKey());
            JsonNode containerName = service.getValue().path("container_name");
            if (containerName.isTextual()) {
                names.add(containerName.asText());
            }
        });
        ofHost().map(name -> name.replaceFirst("%.*", "")).forEach(names::add);
        return names;
    }

    private Stream<String> ofHost() {
        Stream<String> published = environment.ports().stream()
                .flatMap(port -> Stream.of(port.address(), port.request().hostAddress()))
                .filter(address -> !HostAddress.isEvery(address));
        String host = engine.host();
        return Stream.of(Stream.of(host), addresses.apply(host).stream(), published)
                .flatMap(each -> each);
    }

    /** Sorted, since a name server may give them in another order each time. */
    private static List<String> resolve(String name) {
        try {
            return Stream.of(InetAddress.getAllByName(name))
                    .map(InetAddress::getHostAddress)
                    .sorted()
                    .toList();
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
