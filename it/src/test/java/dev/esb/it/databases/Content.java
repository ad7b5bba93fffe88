package dev.esb.it.databases;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in a database.
 *
 * @param counts of rows, keys or messages, by the name of what holds them
 * @param marks what changes have left
 * @param lines all that the database says: beside these a sum over every value
 */
record Content(Map<String, Long> counts, List<String> marks, List<String> lines) {

    /** @param lines such as {@code orders 200000 -1994971344615173694333}, or {@code mark a} */
    static Content parse(List<String> lines) {
        Map<String, Long> counts = new TreeMap<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            if (words.length > 1 && words[1].matches("\\d+")) {
                counts.put(words[0], Long.valueOf(words[1]));
            }
        }
        List<String> marks = lines.stream()
                .filter(line -> line.startsWith("mark "))
                .map(line -> line.substring("mark ".length()))
                .toList();
        return new Content(counts, marks, lines);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
