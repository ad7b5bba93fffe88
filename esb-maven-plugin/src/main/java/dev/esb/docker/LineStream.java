package dev.esb.docker;

import java.nio.charset.Charset;
import java.util.function.Consumer;
import org.apache.commons.exec.LogOutputStream;

/** Cuts the output of a process into lines. */
final class LineStream extends LogOutputStream {
    private final Consumer<String> lines;

    LineStream(Charset charset, Consumer<String> lines) {
        super(0, charset);
        this.lines = lines;
    }

    @Override
    protected void processLine(String line, int level) {
        lines.accept(line);
    }
}
