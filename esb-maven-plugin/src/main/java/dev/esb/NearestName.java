package dev.esb;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the names that a user most likely meant: those that take the fewest letters to change. */
public final class NearestName {
    private NearestName() {}

    /** The nearest of the names; empty when more than a third of the letters, and more than two, are others in each. */
    public static Optional<String> of(String given, Collection<String> names) {
        return first(given, names).stream()
                .findFirst()
                .filter(name -> distance(given, name)
                        <= Math.max(2, given.substring(given.indexOf('.') + 1).length() / 3));
    }

    /** The names, the nearest first. */
    public static List<String> first(String given, Collection<String> names) {
        return names.stream()
                .sorted(Comparator.comparingInt(name -> distance(given, name)))
                .toList();
    }

    /**
     * The number of letters that are missing, too many, others, or in each other's place (the <a
     * href="https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance">optimal string alignment distance</a>), in upper or lower
     * case.
     */
    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] distances = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : nearest(a, b, i, j, distances);
            }
        }
        return distances[a.length()][b.length()];
    }

    private static int nearest(String a, String b, int i, int j, int[][] distances) {
        int changed = distances[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(changed, Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
        boolean isSwapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return isSwapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
    }
}
