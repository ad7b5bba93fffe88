package dev.esb.graph;

import dev.esb.docker.ContainerSummary;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.isolation.IsolatedModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stack in an environment: what it is made of, and what connects that.
 *
 * @param isUp whether the environment has containers
 */
public record StackGraph(EnvironmentKey key, int slot, boolean isUp, List<Node> nodes, List<Edge> edges) {

    /**
     * The graph of an isolated stack.
     *
     * @param plan of the environment
     * @param isolated the stack in it
     * @param directory the stack's
     * @param containers of the environment; empty where it is not up
     */
    public static StackGraph of(
            EnvironmentPlan plan, IsolatedModel isolated, Path directory, List<ContainerSummary> containers) {
        ModelNodes nodes = new ModelNodes(isolated, directory, plan.key().project(), containers);
        return new StackGraph(
                plan.key(), plan.slot(), !containers.isEmpty(), nodes.all(), new ModelEdges(isolated).all());
    }

    /** As {@code docs/schema/graph.schema.json} has it. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("environment", key.name().value());
        fields.put("stack", key.stack());
        fields.put("project", key.project());
        fields.put("slot", slot);
        fields.put("up", isUp);
        fields.put("nodes", nodes.stream().map(Node::fields).toList());
        fields.put("edges", edges.stream().map(Edge::fields).toList());
        return fields;
    }
}
