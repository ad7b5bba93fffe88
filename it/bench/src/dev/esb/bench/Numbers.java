package dev.esb.bench;

import java.util.List;
import java.util.Locale;

/** Numbers for tables. */
final class Numbers {
    private Numbers() {}

    static long median(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    static long mean(List<Long> values) {
        return Math.round(values.stream().mapToLong(Long::longValue).average().orElse(0));
    }

    static long min(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).min().orElse(0);
    }

    static long max(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Milliseconds as seconds: {@code 1.23}. */
    static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.2f", millis / 1000);
    }

    static String range(List<Long> values) {
        long least = min(values);
        return least == max(values) ? String.valueOf(least) : least + "-" + max(values);
    }
}
