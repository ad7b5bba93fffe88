package dev.esb.environment;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of data, as users read and write it: {@code 200MB}. */
public record ByteSize(long bytes) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?) ?([KMGT]i?B)");

    private static final Pattern OF_ENGINE = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,15})?)([kMGT]?B)");

    private static final Map<String, Long> UNITS = Map.of(
            "KB",
            1_000L,
            "MB",
            1_000_000L,
            "GB",
            1_000_000_000L,
            "TB",
            1_000_000_000_000L,
            "KiB",
            1L << 10,
            "MiB",
            1L << 20,
            "GiB",
            1L << 30,
            "TiB",
            1L << 40);

    /**
     * Reads a parameter.
     *
     * @param property its name
     * @throws UnusableValueException when the text is not a number with its unit, or stands for nothing or for more than a thousand TB
     */
    public static ByteSize parse(String property, String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        double bytes = matcher.matches() ? Double.parseDouble(matcher.group(1)) * UNITS.get(matcher.group(2)) : 0;
        if (bytes < 1 || bytes > 1e15) {
            throw new UnusableValueException(
                    "size",
                    property,
                    text,
                    "a number above 0 with its unit (KB, MB, GB, TB, KiB, MiB, GiB or TiB), such as 200MB");
        }
        return new ByteSize((long) bytes);
    }

    /** Reads what the engine writes: {@code 0B}, {@code 12.5kB}, {@code 480MB}; empty where it does not know. */
    public static Optional<ByteSize> ofEngine(String text) {
        Matcher matcher = OF_ENGINE.matcher(text);
        return matcher.matches()
                ? Optional.of(new ByteSize((long) (Double.parseDouble(matcher.group(1))
                        * UNITS.getOrDefault(matcher.group(2).toUpperCase(Locale.ROOT), 1L))))
                : Optional.empty();
    }

    /** In the unit in which it has one to three digits before the point: {@code 1.3 GB}. */
    @Override
    public String toString() {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        double value = bytes;
        String unit = "";
        for (String next : new String[] {"KB", "MB", "GB", "TB"}) {
            if (value < 999.95) {
                break;
            }
            value /= 1000;
            unit = next;
        }
        String number = String.format(Locale.ROOT, "%.1f", value);
        return number.replace(".0", "") + " " + unit;
    }
}
