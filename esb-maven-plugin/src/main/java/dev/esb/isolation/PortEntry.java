package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of {@code ports} as it is in the file, with its variables (<a
 * href="https://docs.docker.com/reference/compose-file/services/#ports">Compose: ports</a>).
 *
 * @param published the text of the port of the host; empty for none
 * @param target the text of the port of the container
 * @param protocol {@code tcp} where the file has none
 */
record PortEntry(String published, String target, String protocol) {
    private static final Pattern TARGET = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    /** Reads the short syntax, {@code [[ADDRESS:]PUBLISHED:]TARGET[/PROTOCOL]}, and the long one. */
    static PortEntry of(JsonNode entry) {
        if (entry.isObject()) {
            return new PortEntry(
                    entry.path("published").asText(),
                    entry.path("target").asText(),
                    entry.path("protocol").asText("tcp"));
        }
        String[] slashes = VariableReference.split(entry.asText(), '/');
        String[] colons = VariableReference.split(slashes[0], ':');
        return new PortEntry(
                colons.length > 1 ? colons[colons.length - 2] : "",
                colons[colons.length - 1],
                slashes.length > 1 ? slashes[1] : "tcp");
    }

    /** Whether Compose can have read this container port from this entry. A variable can have any value. */
    boolean covers(int port, String resolvedProtocol) {
        if (!protocol.equalsIgnoreCase(resolvedProtocol)) {
            return false;
        }
        if (target.contains("$")) {
            return true;
        }
        Matcher range = TARGET.matcher(target);
        if (!range.matches()) {
            return false;
        }
        int first = Integer.parseInt(range.group(1));
        int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
        return first <= port && port <= last;
    }
}
