package dev.esb.mention;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which services have one loopback together, and on which ports processes listen behind it (<a
 * href="https://docs.docker.com/reference/compose-file/services/#network_mode">Compose: network_mode</a>).
 *
 * @param services those of the model, by name
 */
record NetworkNamespaces(JsonNode services) {
    private static final String OF_SERVICE = "service:";
    /** Variables from which the programs of many images read on which port to listen. */
    private static final Set<String> LISTENING = Set.of("PORT", "SERVER_PORT", "HTTP_PORT");

    private static final Pattern LISTENED =
            Pattern.compile("(?:0\\.0\\.0\\.0|\\[::]|(?<![^\\s=,/]))[:](\\d{2,5})(?!\\d)");

    /** The service whose network the service uses: itself, or that of {@code network_mode: service:NAME}. */
    String root(String service) {
        String root = service;
        Set<String> seen = new HashSet<>();
        while (mode(root).startsWith(OF_SERVICE) && seen.add(root)) {
            root = mode(root).substring(OF_SERVICE.length());
        }
        return root;
    }

    /** Whether the service uses the network of another one. */
    boolean hasJoined(String service) {
        return mode(service).startsWith(OF_SERVICE);
    }

    /** Whether the loopback of the service is the host's. */
    boolean isHost(String service) {
        return mode(root(service)).equals("host");
    }

    /** Whether the loopback is that of a container that the stack does not have. */
    boolean isUnknown(String service) {
        return mode(root(service)).startsWith("container:");
    }

    /** All services with the loopback of this one, itself included. */
    List<String> together(String service) {
        String root = root(service);
        return services.properties().stream()
                .map(Map.Entry::getKey)
                .filter(other -> root(other).equals(root))
                .toList();
    }

    /** Whether a process behind the service's loopback listens on the port, as far as the file says. */
    boolean listens(String service, String port) {
        return together(service).stream().anyMatch(member -> listensItself(services.path(member), port));
    }

    private static boolean listensItself(JsonNode service, String port) {
        for (JsonNode published : service.path("ports")) {
            if (published.path("target").asText().equals(port)) {
                return true;
            }
        }
        for (JsonNode exposed : service.path("expose")) {
            if (exposed.asText().split("/")[0].equals(port)) {
                return true;
            }
        }
        for (var variable : service.path("environment").properties()) {
            boolean isTold = LISTENING.contains(variable.getKey())
                    && variable.getValue().asText().equals(port);
            if (isTold || isListened(variable.getValue().asText(), port)) {
                return true;
            }
        }
        for (JsonNode word : service.path("command")) {
            if (isListened(word.asText(), port)) {
                return true;
            }
        }
        return false;
    }

    /** As in {@code 0.0.0.0:8080} or {@code :8080}. */
    private static boolean isListened(String text, String port) {
        Matcher listened = LISTENED.matcher(text);
        while (listened.find()) {
            if (listened.group(1).equals(port)) {
                return true;
            }
        }
        return false;
    }

    private String mode(String service) {
        return services.path(service).path("network_mode").asText();
    }
}
