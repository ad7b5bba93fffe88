package dev.esb.parameter;

import dev.esb.EsbException;
import dev.esb.environment.UnusableValueException;

/** When an environment is left to be looked at ({@code esb.keep}). */
public enum Keep {
    /** It is taken down. */
    NEVER,
    /** It is left if it does not get ready, a test fails, or the build fails while it is up. */
    ON_FAILURE,
    /** It is left in any case. */
    ALWAYS;

    /**
     * @param text null or empty for {@link #NEVER}
     * @throws EsbException when it is none of the three
     */
    public static Keep read(String text) {
        String value = text == null ? "" : text.strip();
        if (value.isEmpty() || value.equalsIgnoreCase("false")) {
            return NEVER;
        }
        if (value.equalsIgnoreCase("onFailure")) {
            return ON_FAILURE;
        }
        if (value.equalsIgnoreCase("true")) {
            return ALWAYS;
        }
        throw new UnusableValueException("value", "esb.keep", text, "true, false or onFailure");
    }
}
