package dev.esb.parameter;

import dev.esb.EsbException;
import dev.esb.environment.LiteralTexts;
import dev.esb.environment.UnusableValueException;
import java.util.Locale;

/** Reads {@code esb.rewriteLiterals}. Before it had three values, it was {@code true} or {@code false}. */
public final class LiteralsParameter {
    private LiteralsParameter() {}

    /**
     * @param text null or empty for {@link LiteralTexts#CERTAIN}
     * @throws EsbException when it is none of the words
     */
    public static LiteralTexts read(String text) {
        String value = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        return switch (value) {
            case "", "certain" -> LiteralTexts.CERTAIN;
            case "all", "true" -> LiteralTexts.ALL;
            case "none", "false" -> LiteralTexts.NONE;
            default ->
                throw new UnusableValueException(
                        "value", "esb.rewriteLiterals", text, "certain, all (or true) or none (or false)");
        };
    }
}
