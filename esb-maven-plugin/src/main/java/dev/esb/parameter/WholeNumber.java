package dev.esb.parameter;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads whole numbers that a user gives. */
public final class WholeNumber {
    /** Without the digits of other scripts, which {@link Integer#parseInt} takes as well, and with no more than an int has. */
    private static final Pattern TEXT = Pattern.compile("-?[0-9]{1,10}");

    private WholeNumber() {}

    /** Empty when the text is not a whole number from {@code least} to {@code most}. */
    public static Optional<Integer> read(String text, int least, int most) {
        String number = text.strip();
        if (!TEXT.matcher(number).matches()) {
            return Optional.empty();
        }
        long value = Long.parseLong(number);
        return value < least || value > most ? Optional.empty() : Optional.of((int) value);
    }
}
