package dev.esb.docker;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of Compose's {@code --progress plain} about one resource: {@code Container esb-a-web-1  Started}. Compose 2 prints two blanks
 * before the state; Compose 5 prints one, and one at the end of the line.
 *
 * @param kind {@code Container}, {@code Network}, {@code Volume}, {@code Image} or {@code Service}
 * @param name the name of the resource
 * @param state what Compose does or has done: {@code Creating}, {@code Started}, {@code Removed}, {@code Resource is still in use}, ...
 */
public record ProgressLine(String kind, String name, String state) {
    private static final Pattern OF_A_KIND =
            Pattern.compile("\\s*(Container|Network|Volume|Image|Service) +\"?(\\S+?)\"? +(\\S.*?)\\s*");
    // Compose 2 prints the name of the service without its kind.
    private static final Pattern PULL = Pattern.compile("\\s*(\\S+) (Pulling|Pulled)\\s*");

    /** Reads a line of Compose's error output; empty for a line of another kind, such as a step of an image's build. */
    public static Optional<ProgressLine> parse(String line) {
        Matcher ofAKind = OF_A_KIND.matcher(line);
        if (ofAKind.matches()) {
            return Optional.of(new ProgressLine(ofAKind.group(1), ofAKind.group(2), ofAKind.group(3)));
        }
        Matcher pull = PULL.matcher(line);
        return pull.matches()
                ? Optional.of(new ProgressLine("Service", pull.group(1), pull.group(2)))
                : Optional.empty();
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

    /** Whether Compose has removed the resource. */
    public boolean isRemoved() {
        return state.equals("Removed");
    }

    /** Whether {@code docker compose down} has not removed the resource, because a container of no or another project uses it. */
    public boolean isInUse() {
        return state.startsWith("Resource is still in use");
    }
}
