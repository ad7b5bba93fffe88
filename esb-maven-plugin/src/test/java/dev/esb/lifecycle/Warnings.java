package dev.esb.lifecycle;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a user is warned of. */
final class Warnings implements Reporter {
    final List<String> lines = new ArrayList<>();

    @Override
    public void info(String line) {}

    @Override
    public void warn(String line) {
        lines.add(line);
    }

    @Override
    public void debug(String line) {}
}
