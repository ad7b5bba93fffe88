package dev.esb.docker;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line in which Compose says what it does with one thing, as {@code --progress plain} prints them: {@code Container esb-a-web-1
 * Started}. Compose 2 puts two blanks before the state, Compose 5 one, and a blank at the end.
 *
 * @param kind {@code Container}, {@code Network}, {@code Volume}, {@code Image} or {@code Service}
 * @param name the name of the thing
 * @param state what becomes of it: {@code Creating}, {@code Started}, {@code Removed}, {@code Resource is still in use}, ...
 */
public record ProgressLine(String kind, String name, String state) {
    private static final Pattern OF_A_KIND =
            Pattern.compile("\\s*(Container|Network|Volume|Image|Service) +\"?(\\S+?)\"? +(\\S.*?)\\s*");
    // Compose 2 names the service alone.
    private static final Pattern PULL = Pattern.compile("\\s*(\\S+) (Pulling|Pulled)\\s*");

    /** Reads a line of Compose's error output; empty where it is something else, such as a step of a build. */
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

    /** Whether a container is being started, or was. */
    public boolean isContainerStart() {
        return kind.equals("Container") && (state.equals("Starting") || state.equals("Started"));
    }

    /** Whether an image is being pulled, or was. */
    public boolean isPull() {
        return state.equals("Pulling") || state.equals("Pulled");
    }

    /** Whether the thing is gone. */
    public boolean isRemoved() {
        return state.equals("Removed");
    }

    /** Whether {@code down} left the thing where it is, because a container outside of the project uses it. */
    public boolean isInUse() {
        return state.startsWith("Resource is still in use");
    }
}
