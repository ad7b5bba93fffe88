package dev.esb.archive;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What stands before an entry of a tar archive, because there is no room for it in its header: each record is its own length, a blank, a key,
 * {@code =}, a value and a line end (<a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html">POSIX: pax</a>).
 */
final class PaxRecords {
    private PaxRecords() {}

    /** @throws IllegalArgumentException when it is something else */
    static Map<String, String> of(byte[] bytes) {
        Map<String, String> records = new HashMap<>();
        int start = 0;
        while (start < bytes.length) {
            int blank = start;
            while (blank < bytes.length && bytes[blank] != ' ') {
                blank++;
            }
            int length = Integer.parseInt(text(bytes, start, blank));
            int end = start + length;
            if (length <= 0 || end > bytes.length || blank + 1 >= end || bytes[end - 1] != '\n') {
                throw new IllegalArgumentException("a record of %s bytes".formatted(length));
            }
            String record = text(bytes, blank + 1, end - 1);
            int equals = record.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("a record without a value");
            }
            records.put(record.substring(0, equals), record.substring(equals + 1));
            start = end;
        }
        return records;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
