package dev.esb.drawing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortLabelPlacement;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Where everything is: services from left to right, each to the left of what it depends on, and what they mount.
 *
 * @param chips the networks by their id
 * @param cards what is in each box, by the id of the node
 * @param boxes where each is
 * @param labels what is written where lines arrive, and where
 */
record Layout(
        Map<String, Chip> chips,
        Map<String, Card> cards,
        Map<String, Box> boxes,
        List<Route> routes,
        Map<Arrival, Box> labels,
        double width,
        double height) {

    static Layout of(Graph graph) {
        Map<String, Chip> chips = Chip.of(graph.networks());
        Map<String, Card> cards = new LinkedHashMap<>();
        graph.services().forEach(service -> cards.put(service.id(), Card.of(service, chips)));
        graph.stores().forEach(store -> cards.put(store.id(), Card.of(store)));

        ElkNode root = root();
        Map<String, ElkNode> nodes = new LinkedHashMap<>();
        cards.forEach((id, card) -> nodes.put(id, node(root, card)));
        Map<Arrival, ElkPort> ports = new LinkedHashMap<>();
        Map<Route, ElkEdge> edges = new LinkedHashMap<>();
        Stream.concat(
                        graph.dependencies().stream().map(Route::of),
                        graph.mounts().stream().map(Route::of))
                .filter(route -> nodes.containsKey(route.from()) && nodes.containsKey(route.to()))
                .forEach(route -> edges.put(
                        route,
                        ElkGraphUtil.createSimpleEdge(
                                nodes.get(route.from()),
                                ports.computeIfAbsent(
                                        route.arrival(), arrival -> port(nodes.get(route.to()), arrival)))));
        new RecursiveGraphLayoutEngine().layout(root, new NullElkProgressMonitor());

        Map<String, Box> boxes = new LinkedHashMap<>();
        nodes.forEach(
                (id, node) -> boxes.put(id, new Box(node.getX(), node.getY(), node.getWidth(), node.getHeight())));
        List<Route> routes = edges.entrySet().stream()
                .map(each -> each.getKey().with(points(each.getValue()), junctions(each.getValue())))
                .toList();
        return new Layout(chips, cards, boxes, routes, labels(ports), root.getWidth(), root.getHeight());
    }

    private static ElkNode root() {
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.NETWORK_SIMPLEX);
        root.setProperty(LayeredOptions.PADDING, new ElkPadding(0));
        root.setProperty(LayeredOptions.ASPECT_RATIO, 1.6);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, 24.0);
        root.setProperty(LayeredOptions.SPACING_COMPONENT_COMPONENT, 28.0);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 36.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 16.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 16.0);
        root.setProperty(LayeredOptions.SPACING_LABEL_PORT_HORIZONTAL, 8.0);
        return root;
    }

    private static ElkNode node(ElkNode root, Card card) {
        ElkNode node = ElkGraphUtil.createNode(root);
        node.setDimensions(card.width(), card.height());
        node.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_SIDE);
        node.setProperty(CoreOptions.PORT_LABELS_PLACEMENT, EnumSet.of(PortLabelPlacement.OUTSIDE));
        return node;
    }

    private static ElkPort port(ElkNode node, Arrival arrival) {
        ElkPort port = ElkGraphUtil.createPort(node);
        port.setProperty(CoreOptions.PORT_SIDE, PortSide.WEST);
        if (!arrival.label().isEmpty()) {
            ElkLabel label = ElkGraphUtil.createLabel(arrival.label(), port);
            label.setDimensions(arrival.size().width(), arrival.size().height());
        }
        return port;
    }

    private static Map<Arrival, Box> labels(Map<Arrival, ElkPort> ports) {
        Map<Arrival, Box> labels = new LinkedHashMap<>();
        ports.forEach((arrival, port) -> port.getLabels()
                .forEach(label -> labels.put(
                        arrival,
                        new Box(
                                port.getParent().getX() + port.getX() + label.getX(),
                                port.getParent().getY() + port.getY() + label.getY(),
                                label.getWidth(),
                                label.getHeight()))));
        return labels;
    }

    private static List<Point> points(ElkEdge edge) {
        List<Point> points = new ArrayList<>();
        for (ElkEdgeSection section : edge.getSections()) {
            points.add(new Point(section.getStartX(), section.getStartY()));
            section.getBendPoints().forEach(bend -> points.add(new Point(bend.getX(), bend.getY())));
            points.add(new Point(section.getEndX(), section.getEndY()));
        }
        return points;
    }

    private static List<Point> junctions(ElkEdge edge) {
        return edge.getProperty(CoreOptions.JUNCTION_POINTS).stream()
                .map(point -> new Point(point.x, point.y))
                .toList();
    }
}
