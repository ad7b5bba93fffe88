package dev.esb.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The processes of command lines that ran, as the shim wrote them down. Times are microseconds since the epoch.
 *
 * <p>The time of our own is what is left of a stretch when none of them ran. Starting a process, and what the shim itself costs, is
 * ours in this reckoning.
 */
record Calls(List<Call> all) {
    record Call(long start, long end, String name) {}

    static Calls read(Path file) throws IOException {
        List<Call> calls = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] columns = line.split(" ", 3);
            calls.add(new Call(micros(columns[0]), micros(columns[1]), columns[2]));
        }
        calls.sort(Comparator.comparingLong(Call::start));
        return new Calls(calls);
    }

    /** Those that were started in a stretch of time. */
    Calls startedIn(long from, long to) {
        return new Calls(all.stream()
                .filter(call -> from <= call.start() && call.start() <= to)
                .toList());
    }

    long startOf(String words) {
        return all.stream()
                .filter(call -> call.name().contains(words))
                .mapToLong(Call::start)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("'%s' was not called: %s".formatted(words, all)));
    }

    long endOf(String words) {
        return all.stream()
                .filter(call -> call.name().contains(words))
                .mapToLong(Call::end)
                .max()
                .orElseThrow(() -> new IllegalStateException("'%s' was not called: %s".formatted(words, all)));
    }

    /** Time of a stretch in which no process ran. */
    long timeWithout(long from, long to) {
        long without = 0;
        long at = from;
        for (Call call : all) {
            if (call.start() > to) {
                break;
            }
            without += Math.max(0, call.start() - at);
            at = Math.max(at, call.end());
        }
        return without + Math.max(0, to - at);
    }

    static long now() {
        return micros(Instant.now());
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    private static long micros(String seconds) {
        return new BigDecimal(seconds.replace(',', '.')).movePointRight(6).longValue();
    }
}
