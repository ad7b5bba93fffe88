package dev.esb.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What shapes and colours mean, in rows as wide as the picture. Only what is in the picture is explained.
 *
 * @param items with their places
 */
record Legend(List<Placed> items, double height) {
    private static final double SIZE = 11;
    private static final double ROW = 24;
    private static final double SAMPLE = 44;
    private static final double GAP = 22;
    private static final double WIDEST_TEXT = 420;

    private enum Sample {
        DEPENDENCY,
        MOUNT,
        VOLUME,
        PATH,
        GOOD,
        WAITING,
        BAD,
        CHIP
    }

    /** @param chip of a network; else null */
    private record Item(Sample sample, Chip chip, String text) {
        double sampleWidth() {
            return switch (sample) {
                case GOOD, WAITING, BAD -> 12;
                case CHIP -> chip.width() + 6;
                default -> SAMPLE;
            };
        }

        double width() {
            return sampleWidth() + TextWidth.of(text, SIZE) + GAP;
        }
    }

    private record Placed(Item item, double x, double y) {}

    static Legend of(Graph graph, Map<String, Chip> chips, double width) {
        List<Placed> placed = new ArrayList<>();
        double x = 0;
        double y = 14;
        for (Item item : items(graph, chips)) {
            boolean isFirstNetwork = item.sample() == Sample.CHIP
                    && !placed.isEmpty()
                    && placed.get(placed.size() - 1).item().sample() != Sample.CHIP;
            if (x > 0 && (isFirstNetwork || x + item.width() > width)) {
                x = 0;
                y += ROW;
            }
            placed.add(new Placed(item, x, y));
            x += item.width();
        }
        return new Legend(placed, placed.isEmpty() ? 0 : y + ROW);
    }

    private static List<Item> items(Graph graph, Map<String, Chip> chips) {
        List<Item> items = new ArrayList<>();
        if (!graph.dependencies().isEmpty()) {
            items.add(new Item(
                    Sample.DEPENDENCY,
                    null,
                    "starts once the other has started; where it says so, once it is healthy or completed"));
        }
        if (!graph.mounts().isEmpty()) {
            items.add(new Item(Sample.MOUNT, null, "mounts"));
        }
        if (graph.stores().stream().anyMatch(store -> !store.isPath())) {
            items.add(new Item(Sample.VOLUME, null, "volume"));
        }
        if (graph.stores().stream().anyMatch(Graph.Store::isPath)) {
            items.add(new Item(Sample.PATH, null, "path of this machine that the environment has for itself"));
        }
        if (graph.isUp()) {
            items.add(new Item(Sample.GOOD, null, "runs, or has ended with 0"));
            items.add(new Item(Sample.WAITING, null, "starts, or is paused"));
            items.add(new Item(Sample.BAD, null, "unhealthy, or has failed"));
        }
        graph.networks().forEach(network -> {
            String text = chips.get(network.id()).tooltip();
            items.add(new Item(Sample.CHIP, chips.get(network.id()), TextWidth.shorten(text, SIZE, WIDEST_TEXT)));
        });
        return items;
    }

    void draw(Svg svg, Boxes boxes) {
        items.forEach(placed -> {
            double middle = placed.y() + ROW / 2;
            sample(svg, boxes, placed.item(), placed.x(), middle);
            svg.words(
                    "muted",
                    placed.item().text(),
                    SIZE,
                    placed.x() + placed.item().sampleWidth() + 4,
                    middle + 4);
        });
    }

    private static void sample(Svg svg, Boxes boxes, Item item, double x, double middle) {
        String style = item.sample().name().toLowerCase(Locale.ROOT);
        switch (item.sample()) {
            case DEPENDENCY, MOUNT ->
                svg.group(style)
                        .path("line", "M%s,%s H%s", x + SAMPLE - 6, middle, x)
                        .closeGroup();
            case VOLUME, PATH -> boxes.sample(item.sample() == Sample.PATH, new Box(x + 12, middle - 9, 24, 18));
            case GOOD, WAITING, BAD ->
                svg.group(style).words("state", "●", SIZE, x, middle + 4).closeGroup();
            case CHIP -> boxes.chip(item.chip(), x, middle - Chip.HEIGHT / 2);
        }
    }
}
