package dev.esb.docker;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts the output of a process into lines of UTF-8. A line ends in {@code \n}, {@code \r} or both. What is beyond the first 64 KiB of a
 * line is dropped, so that output without line ends takes no more memory than that.
 *
 * <p>Not commons-exec's {@code LogOutputStream}: after a line that ends in {@code \r} alone, that one joins the next two lines.
 */
final class LineStream extends OutputStream {
    static final int LONGEST_LINE = 64 << 10;
    private static final String CUT = " [... cut after 64 KiB]";
    // Compose sends the terminal's command to clear the line before each line of a log, also where there is no
    // terminal.
    private static final String CLEAR_LINE = "\u001B[2K";

    private final Consumer<String> lines;
    private final StopSwitch stopSwitch;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean isCut;
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
            isCut = true;
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    /** Hands over what came after the last line end. */
    @Override
    public synchronized void close() {
        if (line.size() > 0) {
            endLine();
        }
    }

    /** Throws what the consumer of the lines threw. In the thread that reads the process's output, nothing would catch it. */
    synchronized void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8) + (isCut ? CUT : "");
        line.reset();
        isCut = false;
        if (failure != null) {
            // The process may need its output to be read before it can end.
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
