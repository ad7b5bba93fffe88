package dev.esb.environment;

import dev.esb.EsbException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name that scopes everything an environment has on a machine.
 *
 * <p>Letters are folded to lower case, because a Compose project name may only match {@code [a-z0-9][a-z0-9_-]*}
 * (<a href="https://docs.docker.com/compose/how-tos/project-name/">Compose: project name</a>). Anything else outside that set is
 * refused rather than replaced, so that two names never end up as the same environment by accident. For the same reason a name
 * can stand in a path: it has no separator and no dot.
 */
public record EnvironmentName(String value) {
    /** The name of the environment in which a stack behaves as its author wrote it. */
    public static final String DEFAULT = "default";

    private static final int MAX_LENGTH = 40;
    private static final Pattern LEGAL = Pattern.compile("[a-z0-9][a-z0-9_-]{0," + (MAX_LENGTH - 1) + "}");

    public EnvironmentName {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException(value);
        }
    }

    /**
     * The environment that a user asks for.
     *
     * @throws EsbException when the name is not legal, with the rule and a legal name that comes close
     */
    public static EnvironmentName of(String given) {
        return new EnvironmentName(legal("environment name", "esb.env", given));
    }

    /** Whether the stack runs as it was written, with nothing moved. */
    public boolean isDefault() {
        return value.equals(DEFAULT);
    }

    static String legal(String what, String property, String given) {
        // Only ASCII letters: some others, such as the Kelvin sign, have one as their lower case.
        String folded = given.chars().allMatch(c -> c < 128) ? given.toLowerCase(Locale.ROOT) : given;
        if (LEGAL.matcher(folded).matches()) {
            return folded;
        }
        String suggestion = suggestion(given.toLowerCase(Locale.ROOT));
        throw new EsbException(
                "The %s '%s' (%s) is not legal: it has to start with a letter or digit, may go on with letters, digits,"
                                .formatted(what, printable(given), property)
                        + " '-' and '_', and has at most %d characters.".formatted(MAX_LENGTH)
                        + (suggestion.isEmpty() ? "" : " How about -D%s=%s ?".formatted(property, suggestion)));
    }

    private static String suggestion(String folded) {
        String candidate =
                folded.replaceAll("[^a-z0-9_-]+", "-").replaceAll("^[-_]+", "").replaceAll("[-_]+$", "");
        return candidate.length() > MAX_LENGTH ? candidate.substring(0, MAX_LENGTH) : candidate;
    }

    /** Line breaks, escape codes and marks that turn the writing direction must not reach the terminal. */
    private static String printable(String given) {
        String visible = given.replaceAll("[\\p{C}\\u2028\\u2029]", "?");
        return visible.length() > 100 ? visible.substring(0, 100) + "..." : visible;
    }

    @Override
    public String toString() {
        return value;
    }
}
