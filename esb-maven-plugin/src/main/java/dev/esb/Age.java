package dev.esb;

import java.time.Duration;

/** Writes how old something is. */
public final class Age {
    private Age() {}

    /** One number with its unit: {@code 12s}, {@code 3m}, {@code 5h}, {@code 2d}. */
    public static String text(Duration age) {
        if (age.toMinutes() < 1) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + "m";
        }
        return age.toDays() < 1 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
