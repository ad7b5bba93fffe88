package dev.esb.mention;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What host names in the texts of a stack mean: a service, the container itself, or the host. */
final class StackHosts {
    /** What engines call the host, and its address on the default network. */
    private static final Set<String> HOST = Set.of(
            "host.docker.internal",
            "gateway.docker.internal",
            "kubernetes.docker.internal",
            "host.containers.internal",
            "172.17.0.1");

    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");
    private static final Set<String> EVERY = Set.of("0.0.0.0", "[::]", "*");

    private final Set<String> inner = new HashSet<>();
    private final Set<String> ofHost = new HashSet<>(HOST);
    /** By service, names from {@code extra_hosts} with what they stand for. */
    private final Map<String, Map<String, String>> extra = new HashMap<>();

    /**
     * @param services those of the model, by name
     * @param hostAddresses addresses of the host on which the stack publishes ports
     */
    StackHosts(JsonNode services, Set<String> hostAddresses) {
        ofHost.addAll(hostAddresses);
        services.properties().forEach(service -> {
            inner.add(service.getKey());
            add(service.getKey(), service.getValue());
        });
    }

    private void add(String name, JsonNode service) {
        for (String key : List.of("container_name", "hostname")) {
            if (service.hasNonNull(key)) {
                String own = service.path(key).asText();
                inner.add(own);
                inner.add(own + "." + service.path("domainname").asText());
            }
        }
        for (JsonNode attachment : service.path("networks")) {
            attachment.path("aliases").forEach(alias -> inner.add(alias.asText()));
            for (String key : List.of("ipv4_address", "ipv6_address")) {
                inner.add(attachment.path(key).asText());
            }
        }
        for (String key : List.of("links", "external_links")) {
            service.path(key).forEach(link -> inner.addAll(List.of(link.asText().split(":"))));
        }
        Map<String, String> ofService = extra.computeIfAbsent(name, none -> new HashMap<>());
        service.path("extra_hosts").forEach(entry -> {
            String[] parts = entry.asText().split("[=:]", 2);
            if (parts.length == 2) {
                ofService.put(parts[0], parts[1]);
            }
        });
    }

    /** Whether it is the name, alias or address of a service, as another service uses it. */
    boolean isService(String service, String host) {
        if (host.isEmpty()) {
            return false;
        }
        String address = meaning(service, host);
        return inner.contains(host) || inner.contains(address);
    }

    /** Whether it is a name or address of the host, as a container uses it. */
    boolean isHost(String service, String host) {
        String address = meaning(service, host);
        return ofHost.contains(host) || ofHost.contains(address) || address.equals("host-gateway");
    }

    /** Whether it is the loopback of the container. */
    boolean isLoopback(String service, String host) {
        String address = meaning(service, host);
        return LOOPBACK.contains(host) || host.endsWith(".localhost") || address.matches("127(\\.\\d{1,3}){3}");
    }

    /** Whether a process listens on it, and no client uses it. */
    static boolean isEveryAddress(String host) {
        return EVERY.contains(host);
    }

    private String meaning(String service, String host) {
        return extra.getOrDefault(service, Map.of()).getOrDefault(host, host);
    }
}
