package dev.esb.terminal;

import java.io.IOException;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;

/** The last lines of a terminal, which change in place. Everything else that is printed goes above them. */
final class LiveRegion {
    private final Terminal terminal;
    private final Display display;
    private final boolean isColored;
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
                .build();
        return new LiveRegion(terminal, isColored);
    }

    int width() {
        return terminal.getColumns();
    }

    int height() {
        return terminal.getRows();
    }

    /** Shows these lines in place of those that are shown. */
    void show(List<ServiceLines.Line> lines) {
        Size now = terminal.getSize();
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
                    case READY -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
                    case FAILED -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
                    case PULLING, BUILDING, WAITING -> AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
                    case STARTING -> AttributedStyle.DEFAULT;
                });
    }
}
