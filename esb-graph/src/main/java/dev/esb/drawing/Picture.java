package dev.esb.drawing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The picture: a headline, the graph, and below it the legend. */
record Picture(Graph graph, Layout layout) {
    private static final double MARGIN = 20;
    private static final double HEAD = 62;
    private static final double NARROWEST = 640;
    private static final double TITLE = 16;
    private static final double SUBTITLE = 12;

    String svg() {
        double inner = Math.max(
                Math.max(NARROWEST, layout.width()),
                Math.max(TextWidth.of(graph.title(), TITLE), TextWidth.of(graph.subtitle(), SUBTITLE)));
        Legend legend = Legend.of(graph, layout.chips(), inner);
        double width = inner + 2 * MARGIN;
        double legendTop = HEAD + MARGIN + layout.height() + MARGIN;

        Svg svg = new Svg();
        Boxes boxes = new Boxes(svg, layout);
        start(svg, width, legendTop + legend.height() + MARGIN);
        svg.words("title", graph.title(), TITLE, MARGIN, MARGIN + TITLE);
        svg.words("muted", graph.subtitle(), SUBTITLE, MARGIN, MARGIN + TITLE + 20);
        svg.groupAt(MARGIN, HEAD + MARGIN);
        layout.routes().forEach(route -> line(svg, route));
        graph.services().forEach(boxes::service);
        graph.stores().forEach(boxes::store);
        layout.labels().forEach((arrival, place) -> label(svg, arrival, place));
        svg.closeGroup();
        svg.groupAt(MARGIN, legendTop);
        legend.draw(svg, boxes);
        return svg.closeGroup().close("svg").toString();
    }

    private void start(Svg svg, double width, double height) {
        String area = "0 0 %s %s".formatted(Svg.number(width), Svg.number(height));
        svg.open("svg", "xmlns", "http://www.w3.org/2000/svg", "width", width, "height", height, "viewBox", area);
        svg.tooltip(graph.title() + ", " + graph.subtitle());
        svg.text("style", style());
        // At the beginning of a line, which is where it arrives.
        svg.open("marker", "id", "arrow", "refY", 4, "markerWidth", 8, "markerHeight", 8, "orient", "auto");
        svg.path("head", "M8,0 L0,4 L8,8 Z").close("marker");
        svg.rectangle("ground", new Box(0, 0, width, height), 0);
    }

    private static String style() {
        try (InputStream sheet = Picture.class.getResourceAsStream("style.css")) {
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(Svg svg, Route route) {
        // From its end, so that the dashes of lines that meet are in the same places.
        StringBuilder path = new StringBuilder();
        for (int i = route.points().size() - 1; i >= 0; i--) {
            Point point = route.points().get(i);
            path.append(path.isEmpty() ? "M" : " L")
                    .append(Svg.number(point.x()))
                    .append(',')
                    .append(Svg.number(point.y()));
        }
        svg.open("g", "class", "edge " + route.style(), "data-from", route.from(), "data-to", route.to());
        svg.tooltip(route.tooltip());
        // As wide as a pointer can hit.
        svg.path("near", path.toString());
        svg.path("line", path.toString());
        for (Point point : route.junctions()) {
            svg.empty("circle", "class", "junction", "cx", point.x(), "cy", point.y(), "r", 2.2);
        }
        svg.closeGroup();
    }

    private static void label(Svg svg, Arrival arrival, Box place) {
        svg.words("muted centred", arrival.label(), Arrival.SIZE, place.x() + place.width() / 2, place.bottom() - 3);
    }
}
