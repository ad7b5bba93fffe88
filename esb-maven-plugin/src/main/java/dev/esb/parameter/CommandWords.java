package dev.esb.parameter;

import dev.esb.EsbException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Splits a command into the program and its arguments, for commands that run without a shell, and puts them together. */
public final class CommandWords {
    private CommandWords() {}

    /**
     * The words of a command, separated by blanks. What stands in single or double quotes is one word, or a part of one, without the quotes.
     * No other character has a meaning of its own.
     *
     * @param property where the command comes from, for the message
     * @throws EsbException when a quote is not closed, or there is no word
     */
    public static List<String> read(String property, String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean isWord = false;
        char quote = 0;
        for (char c : text.toCharArray()) {
            if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote == 0 ? c : 0;
                isWord = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (isWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                isWord = false;
            } else {
                word.append(c);
                isWord = true;
            }
        }
        if (quote != 0) {
            throw new EsbException("The command '%s' (%s) cannot be split into words: a quote in it is not closed."
                    .formatted(text, property));
        }
        if (isWord) {
            words.add(word.toString());
        }
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new EsbException("The command '%s' (%s) names no program.".formatted(text, property));
        }
        return words;
    }

    /** The text that {@link #read} splits into these words again. */
    public static String text(List<String> words) {
        return words.stream().map(CommandWords::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        if (!word.isEmpty() && word.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"' || c == '\'')) {
            return word;
        }
        // A single quote cannot be in single quotes, so it gets quotes of the other kind.
        return "'" + word.replace("'", "'\"'\"'") + "'";
    }
}
