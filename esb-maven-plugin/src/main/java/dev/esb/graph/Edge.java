package dev.esb.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What connects two nodes. */
public sealed interface Edge {

    /** The id of a service. */
    String from();

    String to();

    /** As {@code docs/schema/graph.schema.json} has it. */
    Map<String, Object> fields();

    /**
     * {@code depends_on}: a service starts after another one.
     *
     * @param condition {@code started}, {@code healthy} or {@code completed}, as Compose names it after {@code service_}
     * @param isRequired false if it also starts without the other
     */
    record Dependency(String from, String to, String condition, boolean isRequired) implements Edge {
        @Override
        public Map<String, Object> fields() {
            Map<String, Object> fields = start(this, "dependency");
            fields.put("condition", condition);
            fields.put("required", isRequired);
            return fields;
        }
    }

    /** A service is in a network. */
    record Member(String from, String to) implements Edge {
        @Override
        public Map<String, Object> fields() {
            return start(this, "network");
        }
    }

    /**
     * A service mounts a volume, or has it in place of a path.
     *
     * @param targets where it is in the containers
     */
    record Mount(String from, String to, List<String> targets) implements Edge {
        @Override
        public Map<String, Object> fields() {
            Map<String, Object> fields = start(this, "mount");
            fields.put("targets", targets);
            return fields;
        }
    }

    private static Map<String, Object> start(Edge edge, String kind) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", kind);
        fields.put("from", edge.from());
        fields.put("to", edge.to());
        return fields;
    }
}
