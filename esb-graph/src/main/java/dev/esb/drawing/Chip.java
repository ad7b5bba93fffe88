package dev.esb.drawing;

import dev.esb.drawing.Graph.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network, as a label in its colour on each service that is in it: lines would cross all others, and a service can be in several.
 *
 * @param style the class of its colour
 * @param tooltip what else is known of it
 */
record Chip(String text, String style, String tooltip) {
    static final double HEIGHT = 16;
    static final double GAP = 5;
    static final double SIZE = 10;
    private static final double WIDEST_TEXT = 180;
    private static final int COLOURS = 8;

    /** By the id of the network. Colours come again after the eighth; the name is always there. */
    static Map<String, Chip> of(List<Network> networks) {
        Map<String, Chip> chips = new LinkedHashMap<>();
        for (Network network : networks) {
            chips.put(
                    network.id(),
                    new Chip(
                            TextWidth.shorten(network.name(), SIZE, WIDEST_TEXT),
                            "net net" + chips.size() % COLOURS,
                            "network %s%s%s"
                                    .formatted(
                                            network.engineName(),
                                            network.isExternal() ? ", external" : "",
                                            network.subnets().isEmpty()
                                                    ? ""
                                                    : ", " + String.join(", ", network.subnets()))));
        }
        return chips;
    }

    /** Of no colour. */
    static Chip plain(String text) {
        return new Chip(TextWidth.shorten(text, SIZE, WIDEST_TEXT), "net", text);
    }

    double width() {
        return TextWidth.of(text, SIZE) + 12;
    }
}
