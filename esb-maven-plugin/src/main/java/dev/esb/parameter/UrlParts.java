package dev.esb.parameter;

import dev.esb.EsbException;
import dev.esb.environment.ContainerPort;
import dev.esb.environment.UnusableValueException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * What a URL has beside host and port.
 *
 * @param scheme empty to guess it by the port of the container
 * @param path with a slash first; with the query and fragment, if there are any
 */
public record UrlParts(Optional<String> scheme, String path) {
    private static final Set<Integer> PLAIN = Set.of(80, 8080);
    private static final Set<Integer> TLS = Set.of(443, 8443);

    /**
     * Reads {@code esb.scheme} and {@code esb.path}.
     *
     * @param scheme null or empty to guess it
     * @param path null or empty for the root
     * @throws EsbException when one of them cannot be part of a URL
     */
    public static UrlParts read(String scheme, String path) {
        Optional<String> given = Optional.ofNullable(scheme).map(String::strip).filter(text -> !text.isEmpty());
        given.filter(text -> !text.matches("[A-Za-z][A-Za-z0-9+.-]*")).ifPresent(text -> {
            throw new UnusableValueException("scheme", "esb.scheme", text, "that of a URL, such as http or https");
        });
        String text = path == null ? "" : path.strip();
        UrlParts parts = new UrlParts(given, text.startsWith("/") ? text : "/" + text);
        try {
            new URI(parts.of("localhost", 80));
        } catch (URISyntaxException e) {
            throw new UnusableValueException(
                    "path", "esb.path", text, "that of a URL, with blanks and the like as %20: /admin?tab=users");
        }
        return parts;
    }

    /** The scheme of a port of a container that browsers know; empty for any other port. */
    public static Optional<String> knownScheme(ContainerPort port) {
        if (!port.protocol().equals("tcp")) {
            return Optional.empty();
        }
        return TLS.contains(port.number())
                ? Optional.of("https")
                : Optional.of("http").filter(scheme -> PLAIN.contains(port.number()));
    }

    /**
     * The whole URL.
     *
     * @param address host and port
     * @param containerPort the port of the container, by which a scheme is guessed that the user has not given
     */
    public String of(String address, int containerPort) {
        return scheme.orElse(TLS.contains(containerPort) ? "https" : "http") + "://" + address + path;
    }
}
