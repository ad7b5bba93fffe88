package dev.esb.docker;

import java.nio.charset.Charset;
import java.util.function.Consumer;
import org.apache.commons.exec.LogOutputStream;

/** Cuts the output of a process into lines. */
final class LineStream extends LogOutputStream {
    // Compose asks the terminal to clear the line before each line of a log, whether there is a terminal or not.
    private static final String CLEAR_LINE = "\u001B[2K";

    private final Consumer<String> lines;

    LineStream(Charset charset, Consumer<String> lines) {
        super(0, charset);
        this.lines = lines;
    }

    @Override
    protected void processLine(String line, int level) {
        lines.accept(line.startsWith(CLEAR_LINE) ? line.substring(CLEAR_LINE.length()) : line);
    }
}
