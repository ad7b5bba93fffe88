package dev.esb.drawing;

import dev.esb.drawing.Card.Line;
import dev.esb.drawing.Graph.Service;
import dev.esb.drawing.Graph.Store;
import java.util.List;
import java.util.Locale;

/** Draws nodes: services as rectangles, volumes as cylinders, and paths as sheets with a folded corner. */
record Boxes(Svg svg, Layout layout) {
    /** How far the ends of a cylinder bulge, up and down. */
    private static final double BULGE = 3;

    private static final double FOLD = 12;

    void service(Service service) {
        Box box = layout.boxes().get(service.id());
        Card card = layout.cards().get(service.id());
        String state = service.state().kind().name().toLowerCase(Locale.ROOT);
        svg.open("g", "class", "service " + state, "data-id", service.id());
        svg.tooltip("service %s%s%s"
                .formatted(
                        service.name(),
                        service.image().isEmpty() ? "" : "\nimage " + service.image(),
                        service.ports().isEmpty() ? "" : "\n" + String.join("\n", service.ports())));
        svg.rectangle("box", box, 6);
        lines(card.lines(), box, box.y() + Card.PADDING);
        chips(card.chips(), box.x() + Card.PADDING, box.y() + Card.PADDING + card.textHeight());
        svg.closeGroup();
    }

    void store(Store store) {
        Box box = layout.boxes().get(store.id());
        svg.open("g", "class", style(store.isPath()), "data-id", store.id());
        svg.tooltip(store.name() + "\n" + store.details());
        shape(store.isPath(), box);
        lines(layout.cards().get(store.id()).lines(), box, box.y() + Card.PADDING + 1);
        svg.closeGroup();
    }

    /** For the legend. */
    void sample(boolean isPath, Box box) {
        svg.group(style(isPath));
        shape(isPath, box);
        svg.closeGroup();
    }

    void chip(Chip chip, double x, double y) {
        svg.group(chip.style()).tooltip(chip.tooltip());
        svg.rectangle("chip", new Box(x, y, chip.width(), Chip.HEIGHT), Chip.HEIGHT / 2);
        svg.words("centred", chip.text(), Chip.SIZE, x + chip.width() / 2, y + Chip.HEIGHT - 4.5);
        svg.closeGroup();
    }

    private void chips(List<List<Chip>> rows, double left, double top) {
        double y = top;
        for (List<Chip> row : rows) {
            double x = left;
            for (Chip chip : row) {
                chip(chip, x, y + Card.ROW - Chip.HEIGHT);
                x += chip.width() + Chip.GAP;
            }
            y += Card.ROW;
        }
    }

    private void lines(List<Line> lines, Box box, double top) {
        double y = top;
        for (Line line : lines) {
            svg.words(line.style(), line.text(), line.size(), box.x() + Card.PADDING, y + line.size() - 1);
            y += line.height();
        }
    }

    private static String style(boolean isPath) {
        return isPath ? "store path" : "store volume";
    }

    private void shape(boolean isPath, Box box) {
        if (isPath) {
            sheet(box, Math.min(FOLD, box.height() / 2));
        } else {
            cylinder(box, box.y() + BULGE, box.bottom() - BULGE, box.width() / 2);
        }
    }

    private void sheet(Box box, double fold) {
        double corner = box.right() - fold;
        double below = box.y() + fold;
        svg.path(
                "box",
                "M%s,%s H%s L%s,%s V%s H%s Z",
                box.x(),
                box.y(),
                corner,
                box.right(),
                below,
                box.bottom(),
                box.x());
        svg.path("fold", "M%s,%s V%s H%s", corner, box.y(), below, box.right());
    }

    private void cylinder(Box box, double top, double bottom, double half) {
        svg.path(
                "box",
                "M%s,%s A%s,%s 0 0 1 %s,%s V%s A%s,%s 0 0 1 %s,%s Z",
                box.x(),
                top,
                half,
                BULGE,
                box.right(),
                top,
                bottom,
                half,
                BULGE,
                box.x(),
                bottom);
        svg.path("fold", "M%s,%s A%s,%s 0 0 0 %s,%s", box.x(), top, half, BULGE, box.right(), top);
    }
}
