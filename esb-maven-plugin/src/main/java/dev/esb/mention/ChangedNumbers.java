package dev.esb.mention;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers in which two texts differ, because a variable has two values. */
public final class ChangedNumbers {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private ChangedNumbers() {}

    /** The new numbers by their start in the first text; empty where the texts differ in more than numbers. */
    public static Optional<Map<Integer, String>> between(String text, String moved) {
        Map<Integer, String> changed = new LinkedHashMap<>();
        Matcher number = NUMBER.matcher(text);
        Matcher other = NUMBER.matcher(moved);
        int end = 0;
        int otherEnd = 0;
        while (number.find()) {
            boolean isBetweenEqual = other.find()
                    && text.substring(end, number.start()).equals(moved.substring(otherEnd, other.start()));
            if (!isBetweenEqual) {
                return Optional.empty();
            }
            if (!number.group().equals(other.group())) {
                changed.put(number.start(), other.group());
            }
            end = number.end();
            otherEnd = other.end();
        }
        return text.substring(end).equals(moved.substring(otherEnd)) ? Optional.of(changed) : Optional.empty();
    }
}
