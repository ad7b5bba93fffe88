package dev.esb.parameter;

import dev.esb.EsbException;
import dev.esb.environment.UnusableValueException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the parameters that say which lines of a log are printed. Docker prints all of them for a {@code --tail} that is no number. */
public final class LogLines {
    /** As Go reads one (<a href="https://pkg.go.dev/time#ParseDuration">time.ParseDuration</a>): it has no days. */
    private static final Pattern DURATION =
            Pattern.compile("([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");

    /** As the Docker command line takes it: a date, with as much of a time behind it as is wanted, and a zone. */
    private static final Pattern TIMESTAMP = Pattern.compile(
            "([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2})(?::([0-9]{2})(?::([0-9]{2})(?:\\.[0-9]{1,9})?)?)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?");

    private static final Pattern UNIX_TIME = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,9})?");

    private LogLines() {}

    /**
     * How many of the last lines are printed, {@code all} for all of them.
     *
     * @throws EsbException when it is neither that nor a number
     */
    public static String tail(String text) {
        String value = text.strip();
        if (value.equals("all")) {
            return value;
        }
        return WholeNumber.read(value, 0, Integer.MAX_VALUE)
                .map(String::valueOf)
                .orElseThrow(() -> new UnusableValueException(
                        "number of lines", "esb.tail", text, "a whole number of at least 0, or 'all'"));
    }

    /**
     * The time from which on lines are printed.
     *
     * @param text null or empty for all lines
     * @throws EsbException when it is not a time that Docker reads
     */
    public static Optional<String> since(String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        String value = text.strip();
        if (isDuration(value) || UNIX_TIME.matcher(value).matches() || isTimestamp(value)) {
            return Optional.of(value);
        }
        throw new UnusableValueException(
                "time",
                "esb.since",
                text,
                "a duration in hours, minutes and seconds such as 10m or 1h30m, or a time such as 2026-01-31T12:00:00, of"
                        + " which the end may be missing and to which Z or +01:00 may be added");
    }

    private static boolean isDuration(String text) {
        Matcher part = DURATION.matcher(text);
        int end = 0;
        while (part.find(end) && part.start() == end) {
            end = part.end();
        }
        return end == text.length();
    }

    private static boolean isTimestamp(String text) {
        Matcher parts = TIMESTAMP.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        try {
            LocalDate.parse(parts.group(1));
            LocalTime.of(number(parts.group(2)), number(parts.group(3)), number(parts.group(4)));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
