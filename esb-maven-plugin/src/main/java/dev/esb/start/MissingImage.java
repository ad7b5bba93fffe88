package dev.esb.start;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * An image that the engine does not have and cannot pull.
 *
 * @param what the image and what it is for, for the message: {@code the image 'shop:1.0' of service 'web'}
 * @param reason the words of the engine or the registry
 */
record MissingImage(String what, String reason) {
    private static final Pattern UNREACHABLE =
            Pattern.compile("no such host|server misbehaving|network is unreachable|connection refused|no route to host"
                    + "|i/o timeout|Client\\.Timeout|TLS handshake timeout|context deadline exceeded"
                    + "|Temporary failure in name resolution|proxyconnect");
    private static final Pattern LIMITED = Pattern.compile("toomanyrequests|429 Too Many Requests|rate limit");
    private static final Pattern PLATFORM = Pattern.compile("no matching manifest for|does not match the .* platform");
    private static final Pattern DENIED = Pattern.compile(
            "denied|unauthorized|authentication required|no basic auth credentials|docker login|401|403 Forbidden");
    private static final Pattern UNKNOWN = Pattern.compile("manifest unknown|not found|No such image|404");

    private static final String BEFOREHAND = "give the engine the image beforehand ('docker load', or 'docker build'"
            + " where it is made on this machine)";

    /** The image of services. */
    static MissingImage of(String image, Collection<String> services, String reason) {
        return new MissingImage(
                "the image '%s'%s".formatted(image, services.isEmpty() ? "" : " of " + StackServices.text(services)),
                reason);
    }

    /** A sentence that says what is missing and why, and a second one that says what to do, where the reason tells. */
    String text() {
        // So says the engine where Compose has not pulled, for example with "pull_policy: never"; Podman at the end.
        String fault = reason.startsWith("No such image") || reason.endsWith("No such image")
                ? "is not on the engine"
                : "cannot be pulled: " + reason;
        String advice = advice();
        return what + " " + fault + (advice.isEmpty() ? "" : ". " + advice);
    }

    /** A sentence; empty where the reason is an unknown one. */
    private String advice() {
        if (UNREACHABLE.matcher(reason).find()) {
            return "The engine does not reach the registry: correct the image's name or the engine's network and proxy,"
                    + " or " + BEFOREHAND + ".";
        }
        if (LIMITED.matcher(reason).find()) {
            return "The registry limits the number of pulls: log in to it with 'docker login', or try again later.";
        }
        if (PLATFORM.matcher(reason).find()) {
            return "The registry has it for other platforms only: set 'platform' of the service to one of those, or "
                    + BEFOREHAND + ".";
        }
        if (DENIED.matcher(reason).find()) {
            return "Correct the image's name, log in to its registry with 'docker login', or " + BEFOREHAND + ".";
        }
        return UNKNOWN.matcher(reason).find() ? "Correct the image's name and tag, or " + BEFOREHAND + "." : "";
    }
}
