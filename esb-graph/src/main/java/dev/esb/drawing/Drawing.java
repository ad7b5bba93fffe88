package dev.esb.drawing;

import java.util.Map;
import java.util.function.Function;

/**
 * From the graph of a stack, as {@code esb:graph -Desb.format=json} prints it, to the text of an SVG file. Only types of the JDK, because the caller has
 * other class loaders.
 */
public final class Drawing implements Function<Map<String, Object>, String> {

    /** For a caller that knows the class by its name. */
    public Drawing() {}

    /**
     * Draws a graph.
     *
     * @param graph objects as maps, arrays as lists, numbers, texts and booleans; {@code docs/schema/graph.schema.json} says which
     * @return the SVG file: no script, nothing that it would load
     */
    @Override
    public String apply(Map<String, Object> graph) {
        Graph read = Graph.read(new Fields(graph));
        return new Picture(read, Layout.of(read)).svg();
    }
}
