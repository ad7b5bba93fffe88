package dev.esb.mention;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number in a text, with what is written before it, as in {@code EXTERNAL://localhost:9092} or {@code --port 9092}.
 *
 * @param text the whole text
 * @param number the number as it is in the text
 * @param start where the number starts in the text
 * @param host what is before the colon before the number; empty for nothing
 * @param hasColon whether a colon is right before the number
 * @param scheme what is before {@code ://}, in capitals; empty for nothing
 * @param key the name of what the number belongs to: the variable or label with the text, and inside of that an option or a {@code key=}
 * @param wordBefore the word before that in which the number is, if that has nothing else before the number
 */
public record PortMention(
        TextPlace place,
        String text,
        String number,
        int start,
        String host,
        boolean hasColon,
        String scheme,
        String key,
        String wordBefore) {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    /** {@code [SCHEME://][USER@]HOST:}, where the colon can be encoded as in the query of a URL. */
    private static final Pattern HOST = Pattern.compile(
            "(?:([A-Za-z][A-Za-z0-9+._-]*)://)?(?:[^\\s/@,;'\"=]*@)?(\\[[0-9A-Fa-f:.]*]|\\*|[A-Za-z0-9_.-]*)(?::|%3[Aa])$");

    private static final Pattern KEY = Pattern.compile("([\\w.-]+)=[^=\\s]*$");
    /** In characters: a longer host, user or key is none. */
    private static final int LONGEST = 300;

    /**
     * The numbers of a text.
     *
     * @param isPort whether a number can be a port, by its start in the text and the number itself
     */
    public static List<PortMention> of(TextPlace place, String text, BiPredicate<Integer, String> isPort) {
        List<PortMention> mentions = new ArrayList<>();
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            if (isPort.test(number.start(), number.group())) {
                mentions.add(at(place, text, number.start(), number.group()));
            }
        }
        return mentions;
    }

    private static PortMention at(TextPlace place, String text, int start, String number) {
        String before = text.substring(Math.max(0, start - LONGEST), start);
        String word = before.substring(lastBlank(before) + 1);
        String previous = lastWord(before.substring(0, before.length() - word.length()));
        if (previous.isEmpty()) {
            previous = lastWord(place.before());
        }
        Matcher host = HOST.matcher(word);
        boolean hasHost = host.find() && !isPartOfPlaceholder(word, host.start(2));
        return new PortMention(
                place,
                text,
                number,
                start,
                hasHost ? withoutCode(word, host) : "",
                hasHost,
                hasHost && host.group(1) != null ? host.group(1).toUpperCase(Locale.ROOT) : "",
                place.name() + " " + key(word, previous),
                word.isEmpty() ? previous : "");
    }

    /** As in {@code %(domain)s:3000} or {@code ${HOST}:3000}, where a program puts the host in. */
    private static boolean isPartOfPlaceholder(String word, int start) {
        return start > 0 && ")}".indexOf(word.charAt(start - 1)) >= 0;
    }

    /** In a URL within a URL, as in {@code %2F%2Flocalhost%3A8080}, the two characters after a percent sign belong to that. */
    private static String withoutCode(String word, Matcher host) {
        boolean isEncoded = host.start(2) > 0 && word.charAt(host.start(2) - 1) == '%';
        return isEncoded && host.group(2).length() >= 2 ? host.group(2).substring(2) : host.group(2);
    }

    private static String key(String word, String previous) {
        Matcher key = KEY.matcher(word);
        if (key.find()) {
            return key.group(1);
        }
        return previous.startsWith("-") ? previous : "";
    }

    private static int lastBlank(String text) {
        for (int i = text.length() - 1; i >= 0; i--) {
            if (Character.isWhitespace(text.charAt(i)) || text.charAt(i) == '"' || text.charAt(i) == '\'') {
                return i;
            }
        }
        return -1;
    }

    private static String lastWord(String text) {
        String stripped = text.strip().replaceAll("[\"']+$", "");
        return stripped.substring(lastBlank(stripped) + 1);
    }

    /** Where the number ends in the text. */
    public int end() {
        return start + number.length();
    }

    /** For messages: {@code localhost:8080}, {@code PORT=8080} or {@code 8080}. */
    public String written(String port) {
        if (hasColon && !host.isEmpty()) {
            return host + ":" + port;
        }
        boolean isAlone = text.equals(number);
        return isAlone && !place.isCommand() ? place.name() + "=" + port : port;
    }
}
