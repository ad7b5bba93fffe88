package dev.esb.environment;

import dev.esb.EsbException;

/** A parameter has a value that it cannot have. The message names the value, the parameter's property and what is allowed. */
public final class UnusableValueException extends EsbException {
    private static final long serialVersionUID = 1L;

    /** In characters. */
    private static final int LONGEST = 100;

    /**
     * @param kind what the value should have been, such as "port range"
     * @param property the user property, such as {@code esb.portRange}
     * @param value what the user gave
     * @param allowed what is allowed, to go on after "it has to be"
     */
    public UnusableValueException(String kind, String property, String value, String allowed) {
        super("The %s '%s' (%s) is not usable: it has to be %s.".formatted(kind, printable(value), property, allowed));
    }

    /** Without line breaks, escape codes and marks that change the writing direction, which would garble the terminal. */
    static String printable(String given) {
        String visible = given.replaceAll("[\\p{C}\\u2028\\u2029]", "?");
        return visible.length() > LONGEST ? visible.substring(0, LONGEST) + "..." : visible;
    }
}
