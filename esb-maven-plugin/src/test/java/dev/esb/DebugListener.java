package dev.esb;

import java.util.function.Consumer;

/** Receives the debug messages, among which are all lines that Compose prints. */
public record DebugListener(Consumer<String> lines) implements Reporter {
    @Override
    public void info(String line) {}

    @Override
    public void warn(String line) {}

    @Override
    public void debug(String line) {
        lines.accept(line);
    }
}
