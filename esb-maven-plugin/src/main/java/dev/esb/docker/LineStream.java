package dev.esb.docker;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Splits the output of a process into lines of UTF-8. A line ends in {@code \n}, {@code \r} or {@code \r\n}. Everything after the first
 * 64 KiB of a line is dropped, so that output without line ends needs a bounded amount of memory.
 *
 * <p>commons-exec's {@code LogOutputStream} is not used, because after a line that ends in {@code \r} alone it joins the next two lines.
 */
final class LineStream extends OutputStream {
    static final int LONGEST_LINE = 64 << 10;
    private static final String CUT = " [... cut after 64 KiB]";
    // Compose writes this terminal command before each line of a log, even if its output is not a terminal.
    private static final String CLEAR_LINE = "\u001B[2K";

    private final Consumer<String> lines;
    private final StopSwitch stopSwitch;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean isTruncated;
    private boolean afterCarriageReturn;
    private RuntimeException failure;

    /** @param stopSwitch ends the command when the consumer of its lines fails */
    LineStream(Consumer<String> lines, StopSwitch stopSwitch) {
        this.lines = lines;
        this.stopSwitch = stopSwitch;
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n' && afterCarriageReturn) {
            afterCarriageReturn = false;
            return;
        }
        afterCarriageReturn = b == '\r';
        if (b == '\n' || b == '\r') {
            endLine();
        } else if (line.size() < LONGEST_LINE) {
            line.write(b);
        } else {
            isTruncated = true;
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    /** Passes on the text after the last line end. */
    @Override
    public synchronized void close() {
        if (line.size() > 0) {
            endLine();
        }
    }

    /** Throws what the consumer of the lines threw. It was thrown in commons-exec's reading thread, where no code catches it. */
    synchronized void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8) + (isTruncated ? CUT : "");
        line.reset();
        isTruncated = false;
        if (failure != null) {
            // The lines are still read, because a process cannot end while its output is not read.
            return;
        }
        try {
            lines.accept(text.startsWith(CLEAR_LINE) ? text.substring(CLEAR_LINE.length()) : text);
        } catch (RuntimeException e) {
            failure = e;
            stopSwitch.stop();
        }
    }
}
