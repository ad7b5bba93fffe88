package dev.esb.isolation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * References to variables in texts: {@code $NAME}, {@code ${NAME}} or {@code ${NAME:-default}} (<a
 * href="https://docs.docker.com/reference/compose-file/interpolation/">Compose: interpolation</a>).
 */
final class VariableReference {
    private static final Pattern BARE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern BRACED =
            Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?:[:?+-].*)?}", Pattern.DOTALL);

    private VariableReference() {}

    /** The variable, if the whole text is one reference, so that the variable's value is the whole value; otherwise empty. */
    static Optional<String> only(String text) {
        Matcher bare = BARE.matcher(text);
        if (bare.matches()) {
            return Optional.of(bare.group(1));
        }
        Matcher braced = BRACED.matcher(text);
        return braced.matches() && closingBrace(text, 1) == text.length() - 1
                ? Optional.of(braced.group(1))
                : Optional.empty();
    }

    /** Splits a text at each separator that is not inside a reference. */
    static String[] split(String text, char separator) {
        StringBuilder marked = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("${", i)) {
                i = Math.max(i, closingBrace(text, i + 1));
            } else if (text.charAt(i) == separator) {
                marked.setCharAt(i, '\n');
            }
        }
        return marked.toString().split("\n", -1);
    }

    /** A default can contain further references, so braces are counted; -1 where the brace is not closed. */
    private static int closingBrace(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
