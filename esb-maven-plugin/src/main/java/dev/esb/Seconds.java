package dev.esb;

import java.time.Duration;
import java.util.Locale;

/** A length of time as the messages say it. */
public final class Seconds {
    private Seconds() {}

    /** Seconds with one decimal place, such as {@code 7.5 s}: the same in every locale, since other programs read the messages as well. */
    public static String of(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
