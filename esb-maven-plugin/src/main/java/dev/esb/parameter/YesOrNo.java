package dev.esb.parameter;

import dev.esb.EsbException;
import dev.esb.environment.UnusableValueException;

/** Reads the parameters that are true or false. Maven itself would take everything but {@code true} for false: {@code yes}, {@code 1}. */
public final class YesOrNo {
    private YesOrNo() {}

    /**
     * @param property the user property, for the message
     * @param text null or empty for false
     * @throws EsbException when it is neither true nor false
     */
    public static boolean read(String property, String text) {
        String value = text == null ? "" : text.strip();
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        if (value.isEmpty() || value.equalsIgnoreCase("false")) {
            return false;
        }
        throw new UnusableValueException("value", property, text, "true or false");
    }
}
