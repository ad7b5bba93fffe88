package dev.esb.drawing;

/**
 * Where lines of one kind arrive at a box.
 *
 * @param to the id of the node
 * @param style the class of the kind
 * @param label what is written there; empty for nothing
 */
record Arrival(String to, String style, String label) {
    static final double SIZE = 10;

    /** How large the label is. */
    Box size() {
        return new Box(0, 0, TextWidth.of(label, SIZE) + 10, SIZE + 3);
    }
}
