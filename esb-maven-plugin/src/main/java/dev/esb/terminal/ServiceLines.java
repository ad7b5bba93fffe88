package dev.esb.terminal;

import dev.esb.ServiceState;
import dev.esb.ServiceState.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The lines of a terminal in which services come up, one for each: what it does, for how long, and a bar where it is known how much is
 * done.
 *
 * @param width of the terminal, in characters
 * @param height of the terminal, in lines
 */
record ServiceLines(int width, int height) {
    private static final int LONGEST_NAME = 30;

    private static final int BAR = 20;

    /** Below that, there is no room for a bar. */
    private static final int WIDTH_FOR_BAR = 70;

    /**
     * What is shown of a service.
     *
     * @param since how long it has done that
     */
    record Row(ServiceState state, Duration since) {}

    /** A line, and of which state it is, for its colour. */
    record Line(String text, Kind kind) {}

    /** Where there are more services than lines, those that are ready are not shown one by one. */
    List<Line> of(Map<String, Row> services) {
        int room = Math.max(1, height - 2);
        int nameWidth = services.keySet().stream()
                .mapToInt(String::length)
                .map(length -> Math.min(length, LONGEST_NAME))
                .max()
                .orElse(0);
        boolean isShort = services.size() > room;
        List<Line> lines = new ArrayList<>();
        int hidden = 0;
        int ready = 0;
        for (Map.Entry<String, Row> service : services.entrySet()) {
            Kind kind = service.getValue().state().kind();
            boolean isReady = kind == Kind.READY || kind == Kind.PASSED;
            if (isShort && (isReady || lines.size() >= room - 1)) {
                hidden++;
                ready += isReady ? 1 : 0;
            } else {
                lines.add(line(service.getKey(), service.getValue(), nameWidth));
            }
        }
        if (hidden > 0) {
            lines.add(new Line(cut("and %s more, of which %s are ready".formatted(hidden, ready)), Kind.STARTING));
        }
        return lines;
    }

    private Line line(String service, Row row, int nameWidth) {
        ServiceState state = row.state();
        String text = "%s  %s".formatted(padded(service, nameWidth), ServiceText.of(state));
        if (state.percent().isPresent() && width >= WIDTH_FOR_BAR) {
            int done = state.percent().getAsInt() * BAR / 100;
            text += "  [" + "#".repeat(done) + " ".repeat(BAR - done) + "]";
        }
        return new Line(withTime(text, time(row.since())), state.kind());
    }

    private static String padded(String name, int width) {
        String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "~" : name;
        return shown + " ".repeat(width - shown.length());
    }

    /** The last column stays free: a terminal whose last column is written to may go on in the next line. */
    private String withTime(String text, String time) {
        int room = width - 1 - time.length() - 2;
        if (room < LONGEST_NAME / 2) {
            return cut(text);
        }
        String shown = text.length() > room ? text.substring(0, room - 1) + "~" : text;
        return shown + "  " + time;
    }

    private String cut(String text) {
        int room = Math.max(1, width - 1);
        return text.length() > room ? text.substring(0, room) : text;
    }

    private static String time(Duration since) {
        return since.toSeconds() >= 60
                ? String.format(Locale.ROOT, "%d:%02d min", since.toMinutes(), since.toSecondsPart())
                : since.toSeconds() + " s";
    }
}
