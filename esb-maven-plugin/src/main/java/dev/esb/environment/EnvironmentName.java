package dev.esb.environment;

import dev.esb.EsbException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of an environment, from which the names of all its resources on a machine are made.
 *
 * <p>Letters are folded to lower case, because a Compose project name may only match {@code [a-z0-9][a-z0-9_-]*}
 * (<a href="https://docs.docker.com/compose/how-tos/project-name/">Compose: project name</a>). Other characters
 * outside that set are refused and not replaced, so that two different names never become the same environment. A legal name can be part
 * of a path, because it has no separator and no dot.
 */
public record EnvironmentName(String value) {
    /** The name of the environment that runs a stack without isolation, as its author wrote it. */
    public static final String DEFAULT = "default";

    /** In characters. */
    private static final int MAX_LENGTH = 40;

    private static final Pattern LEGAL = Pattern.compile("[a-z0-9][a-z0-9_-]{0," + (MAX_LENGTH - 1) + "}");

    public EnvironmentName {
        if (!isLegal(value)) {
            throw new IllegalArgumentException(value);
        }
    }

    /** Whether the text can be a name as it is. */
    public static boolean isLegal(String text) {
        return LEGAL.matcher(text).matches();
    }

    /**
     * The name that a user gives, in lower case.
     *
     * @throws EsbException when the name is not legal; its message has the rule, and suggests a similar legal name
     */
    public static EnvironmentName of(String given) {
        return new EnvironmentName(legal("environment name", "esb.env", "esb.env", given));
    }

    /**
     * The name in an environment variable of the process, in lower case.
     *
     * @param variable the variable, for the message
     * @throws EsbException when the name is not legal
     */
    public static EnvironmentName ofVariable(String variable, String given) {
        return new EnvironmentName(legal("environment name", "the variable " + variable, "esb.env", given));
    }

    /**
     * The name in a parameter other than {@code esb.env}, in lower case.
     *
     * @param property the user property, for the message
     * @throws EsbException when the name is not legal
     */
    public static EnvironmentName ofProperty(String property, String given) {
        return new EnvironmentName(legal("environment name", property, property, given));
    }

    /** Whether this is {@value #DEFAULT}, which runs the stack without isolation. */
    public boolean isDefault() {
        return value.equals(DEFAULT);
    }

    /**
     * @param origin where it comes from
     * @param property the user property that comes before all others
     */
    static String legal(String what, String origin, String property, String given) {
        // Only ASCII letters are folded: the lower case of some others, such as the Kelvin sign, is an ASCII letter.
        String folded = given.chars().allMatch(c -> c < 128) ? given.toLowerCase(Locale.ROOT) : given;
        if (isLegal(folded)) {
            return folded;
        }
        String suggestion = suggestion(given.toLowerCase(Locale.ROOT));
        throw new EsbException(
                "The %s '%s' (%s) is not legal: it has to start with a letter or digit, may go on with letters, digits,"
                                .formatted(what, UnusableValueException.printable(given), origin)
                        + " '-' and '_', and has at most %s characters.".formatted(MAX_LENGTH)
                        + (suggestion.isEmpty() ? "" : " How about -D%s=%s ?".formatted(property, suggestion)));
    }

    private static String suggestion(String folded) {
        String candidate =
                folded.replaceAll("[^a-z0-9_-]+", "-").replaceAll("^[-_]+", "").replaceAll("[-_]+$", "");
        return candidate.length() > MAX_LENGTH ? candidate.substring(0, MAX_LENGTH) : candidate;
    }

    @Override
    public String toString() {
        return value;
    }
}
