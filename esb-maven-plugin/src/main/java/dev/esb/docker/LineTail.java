package dev.esb.docker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Keeps the last lines of an output of any length, for an error message. */
final class LineTail implements Consumer<String> {
    private final int limit;
    private final Deque<String> lines = new ArrayDeque<>();

    LineTail(int limit) {
        this.limit = limit;
    }

    @Override
    public synchronized void accept(String line) {
        if (lines.size() == limit) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    synchronized String text() {
        return String.join("\n", lines).strip();
    }
}
