package dev.esb.maven;

import dev.esb.wait.PomWaits;
import dev.esb.wait.ServiceWait;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code wait} of the parameter {@code waits} of {@code esb:up}, as Maven reads it from the pom: texts, of which those that are not there
 * are null.
 */
public final class Wait {
    /** The service in the Compose file. */
    String service;

    /** The path, such as {@code /health}; the port of the container may stand before it. */
    String http;

    /** The port of the container for {@code http}. Default: the only TCP port that the service publishes. */
    String port;

    /** {@code http} or {@code https}. Default: {@code http}. */
    String scheme;

    /** The status codes that satisfy {@code http}. Default: {@code 200-399}. */
    String status;

    /** A regular expression that has to be found in the body of the answer. */
    String body;

    /** A regular expression that has to be found in a line that the container logs. */
    String log;

    /** The port of the container that has to accept a connection. */
    String tcp;

    /** The command that has to end with 0 in the container. */
    String command;

    /** How long it may take, in seconds, 1 to 86400. Default: as long as {@code esb.timeout} allows. */
    String timeout;

    /** @param waits null for none */
    static List<ServiceWait> read(List<Wait> waits) {
        return waits == null
                ? List.of()
                : PomWaits.read(waits.stream().map(Wait::texts).toList());
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        put(texts, PomWaits.SERVICE, service);
        put(texts, "http", http);
        put(texts, "port", port);
        put(texts, "scheme", scheme);
        put(texts, "status", status);
        put(texts, "body", body);
        put(texts, "log", log);
        put(texts, "tcp", tcp);
        put(texts, "command", command);
        put(texts, "timeout", timeout);
        return texts;
    }

    private static void put(Map<String, String> texts, String key, String text) {
        if (text != null) {
            texts.put(key, text.strip());
        }
    }
}
