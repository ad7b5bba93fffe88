package dev.esb.terminal;

import dev.esb.MonotonicClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;

/** The last lines of a terminal, which change in place. Everything else that is printed goes above them. */
final class LiveRegion {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final MonotonicClock clock = MonotonicClock.SYSTEM;
    private final Terminal terminal;
    private final Display display;
    private final boolean isColored;
    private Size asked;
    private long askedAt;
    private Size size = Size.of(0, 0);
    private List<ServiceLines.Line> shown = List.of();

    private LiveRegion(Terminal terminal, boolean isColored) {
        this.terminal = terminal;
        this.display = new Display(terminal, false);
        this.isColored = isColored;
    }

    /**
     * On the terminal of this process. The terminal's settings stay, and its signals are Maven's.
     *
     * @throws IOException when it cannot be used, or cannot move its cursor
     */
    static LiveRegion open(boolean isColored) throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                .nativeSignals(false)
                .dumb(false)
                .jni(NativeAccess.isWithoutWarning())
                .exec(true)
                .build();
        return new LiveRegion(terminal, isColored);
    }

    int width() {
        return currentSize().getColumns();
    }

    int height() {
        return currentSize().getRows();
    }

    /** Without native code, a process is started to ask for it. */
    private Size currentSize() {
        if (asked == null || clock.since(askedAt).compareTo(INTERVAL) >= 0) {
            asked = terminal.getSize();
            askedAt = clock.nanos();
        }
        return asked;
    }

    /** Shows these lines in place of those that are shown. */
    void show(List<ServiceLines.Line> lines) {
        Size now = currentSize();
        if (!now.equals(size)) {
            display.resize(now);
        } else if (lines.equals(shown)) {
            return;
        }
        size = now;
        shown = List.copyOf(lines);
        display.update(asOneText(), -1);
        terminal.flush();
    }

    /** Prints what stays, above the lines. */
    void printAbove(Runnable print) {
        display.update(List.of(), 0);
        terminal.flush();
        print.run();
        display.reset();
        List<ServiceLines.Line> again = shown;
        shown = List.of();
        show(again);
    }

    /** Leaves the lines as they are, and goes on below them. */
    void end() {
        if (!shown.isEmpty()) {
            terminal.writer().println();
            terminal.flush();
        }
        try {
            terminal.close();
        } catch (IOException e) {
            // It is the terminal of this process, and stays as it is.
        }
    }

    /** With the ends of the lines in it, from which the display knows, when the terminal gets narrower, how far its first line is up. */
    private List<AttributedString> asOneText() {
        return AttributedString.join(
                        new AttributedString("\n"),
                        shown.stream().map(this::styled).toList())
                .columnSplitLength(size.getColumns(), true, display.delayLineWrap());
    }

    private AttributedString styled(ServiceLines.Line line) {
        if (!isColored) {
            return new AttributedString(line.text());
        }
        return new AttributedString(
                line.text(),
                switch (line.kind()) {
                    case READY, PASSED -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
                    case FAILED -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
                    case PULLING, BUILDING, WAITING -> AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
                    case STARTING, RUNNING -> AttributedStyle.DEFAULT;
                });
    }
}
