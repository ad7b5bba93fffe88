package dev.esb.docker;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of Compose's {@code --progress plain} about one resource: {@code Container esb-a-web-1  Started}. Compose 2 prints two blanks
 * before the state; Compose 5 prints one, and one at the end of the line.
 *
 * @param kind {@code Container}, {@code Network}, {@code Volume}, {@code Image}, {@code Service} or {@code Layer}, which is a part of an image
 * @param name the name of the resource
 * @param state what Compose does or has done: {@code Creating}, {@code Started}, {@code Removed}, {@code Resource is still in use},
 *     {@code Error} and the reason, ...
 */
public record ProgressLine(String kind, String name, String state) {
    private static final Pattern OF_A_KIND =
            Pattern.compile("\\s*(Container|Network|Volume|Image|Service) +\"?(\\S+?)\"? +(\\S.*?)\\s*");
    // Compose 2 prints the name of the service without its kind, and the blank before it.
    private static final Pattern PULL = Pattern.compile(
            "\\s*(\\S+) (Pulling|Pulled)\\s*|\\s+(\\S+) ((?:Error|Skipped|Interrupted|Warning)\\b.*?)\\s*");
    // Compose 2.40, of the image of a service
    private static final Pattern BUILD = Pattern.compile("\\s+(\\S+) +(Building|Built)\\s*");
    private static final Pattern LAYER = Pattern.compile("\\s+([0-9a-f]{12}) ([A-Z][a-z]+\\b.*?)\\s*");
    // Compose 5, where a network cannot be made: the key of the network, and the error that follows once more as the
    // last line
    private static final Pattern OF_A_KEY = Pattern.compile("\\s+(network|volume|service):(\\S+) (\\S.*?)\\s*");

    /** Reads a line of Compose's error output; empty for a line of another kind, such as a step of an image's build. */
    public static Optional<ProgressLine> parse(String line) {
        return read(OF_A_KIND, line)
                .map(found -> new ProgressLine(found.group(1), found.group(2), found.group(3)))
                .or(() -> read(LAYER, line).map(found -> new ProgressLine("Layer", found.group(1), found.group(2))))
                .or(() -> read(PULL, line).map(ProgressLine::pull))
                .or(() -> read(BUILD, line).map(found -> new ProgressLine("Image", found.group(1), found.group(2))))
                .or(() -> read(OF_A_KEY, line).map(ProgressLine::ofAKey));
    }

    private static Optional<Matcher> read(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    private static ProgressLine pull(Matcher found) {
        return found.group(1) != null
                ? new ProgressLine("Service", found.group(1), found.group(2))
                : new ProgressLine("Service", found.group(3), found.group(4));
    }

    private static ProgressLine ofAKey(Matcher found) {
        String kind = found.group(1);
        return new ProgressLine(
                kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1), found.group(2), found.group(3));
    }

    /** Whether Compose starts a container, or has started it. */
    public boolean isContainerStart() {
        return kind.equals("Container") && (state.equals("Starting") || state.equals("Started"));
    }

    /** Whether Compose stops a container. */
    public boolean isContainerStop() {
        return kind.equals("Container") && state.equals("Stopping");
    }

    /** Whether Compose pulls an image, or has pulled it. */
    public boolean isPull() {
        return state.equals("Pulling") || state.equals("Pulled");
    }

    /** Whether Compose begins to pull or to build an image, or goes on with it. */
    public boolean isImageBegun() {
        return isOfImage() && (state.startsWith("Pulling") || state.startsWith("Building"));
    }

    /** Whether the line is about an image; Compose 2 names the service that the image is for. */
    public boolean isOfImage() {
        return kind.equals("Image") || kind.equals("Service");
    }

    /** Whether the line is about a part of an image that is pulled. */
    public boolean isOfLayer() {
        return kind.equals("Layer");
    }

    /** Whether Compose has removed the resource. */
    public boolean isRemoved() {
        return state.equals("Removed");
    }

    /** Whether {@code docker compose down} has not removed the resource, because a container of no or another project uses it. */
    public boolean isInUse() {
        return state.startsWith("Resource is still in use");
    }
}
