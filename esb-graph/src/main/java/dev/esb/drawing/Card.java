package dev.esb.drawing;

import dev.esb.drawing.Graph.Service;
import dev.esb.drawing.Graph.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is written in a box, and how large it has to be for it.
 *
 * @param lines from top to bottom
 * @param chips the networks, in rows below the lines
 */
record Card(List<Line> lines, List<List<Chip>> chips) {
    /** Between the edge of a box and what is in it. */
    static final double PADDING = 10;

    private static final double WIDEST_TEXT = 250;
    private static final double NARROWEST = 110;
    /** The height of a row of chips. */
    static final double ROW = Chip.HEIGHT + 4;

    /** How much wider bold letters are. */
    private static final double BOLD = 1.12;

    private static final int MOST_PORTS = 12;

    /**
     * @param style a class of the style sheet
     * @param whole the text before it was shortened
     */
    record Line(String text, String whole, String style, double size, double height) {
        static Line of(String text, String style, double size) {
            return new Line(TextWidth.shorten(text, size, WIDEST_TEXT), text, style, size, size + 5);
        }

        double width() {
            return TextWidth.of(text, size) * (style.equals("name") ? BOLD : 1);
        }
    }

    static Card of(Service service, Map<String, Chip> networks) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(service.name(), "name", 13));
        if (!service.image().isEmpty()) {
            lines.add(Line.of(service.image(), "muted", 11));
        }
        if (!service.state().text().isEmpty()) {
            lines.add(Line.of("● " + service.state().text(), "state", 11));
        }
        service.ports().stream().limit(MOST_PORTS).forEach(port -> lines.add(Line.of(port, "port", 11)));
        if (service.ports().size() > MOST_PORTS) {
            lines.add(Line.of("and %s more".formatted(service.ports().size() - MOST_PORTS), "port", 11));
        }
        List<Chip> chips =
                new ArrayList<>(service.networks().stream().map(networks::get).toList());
        if (!service.networkMode().isEmpty()) {
            chips.add(Chip.plain("network: " + service.networkMode()));
        }
        return new Card(lines, rows(chips));
    }

    static Card of(Store store) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(store.name(), "store-name", 12));
        if (!store.note().isEmpty()) {
            lines.add(Line.of(store.note(), "muted", 10));
        }
        return new Card(lines, List.of());
    }

    private static List<List<Chip>> rows(List<Chip> chips) {
        List<List<Chip>> rows = new ArrayList<>();
        for (Chip chip : chips) {
            if (rows.isEmpty() || width(rows.get(rows.size() - 1)) + chip.width() > WIDEST_TEXT) {
                rows.add(new ArrayList<>());
            }
            rows.get(rows.size() - 1).add(chip);
        }
        return rows;
    }

    private static double width(List<Chip> row) {
        return row.stream().mapToDouble(chip -> chip.width() + Chip.GAP).sum();
    }

    double width() {
        double text = lines.stream().mapToDouble(Line::width).max().orElse(0);
        double row = chips.stream().mapToDouble(Card::width).max().orElse(0);
        return Math.max(NARROWEST, Math.max(text, row) + 2 * PADDING);
    }

    double height() {
        return textHeight() + chips.size() * ROW + 2 * PADDING;
    }

    double textHeight() {
        return lines.stream().mapToDouble(Line::height).sum();
    }
}
