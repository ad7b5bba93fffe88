package dev.esb.wait;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The status codes of HTTP that satisfy a wait.
 *
 * @param text as the user has written them, such as {@code 2xx, 401}
 */
record StatusCodes(String text, List<Range> ranges) {
    private static final Pattern ENTRY = Pattern.compile("([1-5])xx|([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?");

    static final StatusCodes DEFAULT = read("200-399").orElseThrow();
    static final String ALLOWED =
            "a status such as 200, a class such as 2xx, a range such as 200-399, or several with commas";

    /** Both ends included. */
    private record Range(int first, int last) {}

    /** Empty where the text is not a list of status codes. */
    static Optional<StatusCodes> read(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String entry : text.strip().split("\\s*,\\s*", -1)) {
            Matcher matcher = ENTRY.matcher(entry);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            Range range = range(matcher);
            if (range.first() > range.last()) {
                return Optional.empty();
            }
            ranges.add(range);
        }
        return Optional.of(new StatusCodes(text.strip(), ranges));
    }

    private static Range range(Matcher entry) {
        if (entry.group(1) != null) {
            int first = Integer.parseInt(entry.group(1)) * 100;
            return new Range(first, first + 99);
        }
        int first = Integer.parseInt(entry.group(2));
        return new Range(first, entry.group(3) == null ? first : Integer.parseInt(entry.group(3)));
    }

    boolean contain(int status) {
        return ranges.stream().anyMatch(range -> status >= range.first() && status <= range.last());
    }
}
