package dev.esb.docker;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Docker or Compose, as far as it says which features there are: its first two numbers. */
public record Version(int major, int minor) {
    // No more digits than an int has for certain
    private static final Pattern TEXT = Pattern.compile("v?(\\d{1,9})\\.(\\d{1,9}).*");

    /**
     * Reads a version.
     *
     * @param text such as {@code v2.26.1}, {@code 26.1.5+dfsg1} or {@code 2.40.3-desktop.1}
     * @return empty for a text that does not begin with two numbers, as {@code dev}, the version of some builds from source
     */
    public static Optional<Version> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Version(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Whether a text is this version or a later one. A text that is no such version is taken for a new one. */
    public boolean isReachedBy(String text) {
        return parse(text).map(found -> found.isAtLeast(this)).orElse(true);
    }

    /** Whether it is the other version or a later one. */
    public boolean isAtLeast(Version other) {
        return major > other.major || major == other.major && minor >= other.minor;
    }

    /** As it is written: {@code 2.25}. */
    @Override
    public String toString() {
        return major + "." + minor;
    }
}
