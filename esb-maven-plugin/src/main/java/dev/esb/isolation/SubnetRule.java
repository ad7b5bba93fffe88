package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.Subnet;
import dev.esb.environment.SubnetAssignment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Subnets of networks, and the addresses inside them.
 *
 * <p>Every network gets a subnet from the plan. That includes networks for which the file has none: the engine would choose one, and its
 * default pools are used up after about 30 networks. Gateways, ranges and static addresses keep their distance from the start of the
 * subnet.
 */
final class SubnetRule implements Rule {
    private static final List<String> INSIDE = List.of("gateway", "ip_range");

    @Override
    public void apply(IsolationContext context) {
        context.plan().subnets().forEach((name, assignments) -> {
            Map<Subnet, Subnet> moved = new LinkedHashMap<>();
            assignments.forEach(
                    assignment -> assignment.written().ifPresent(written -> moved.put(written, assignment.assigned())));
            move((ObjectNode) context.model().path("networks").path(name), assignments, moved);
            context.forEachService((service, settings) -> {
                if (settings.path("networks").get(name) instanceof ObjectNode attachment) {
                    moveAddress(attachment, "ipv4_address", moved);
                    moveAddress(attachment, "ipv6_address", moved);
                }
            });
            assignments.forEach(assignment -> context.changed(
                    "network " + name,
                    "ipam",
                    assignment.written().map(Subnet::toString).orElse(""),
                    text(assignment)));
        });
    }

    private static void move(ObjectNode network, List<SubnetAssignment> assignments, Map<Subnet, Subnet> moved) {
        ArrayNode pools = network.withObjectProperty("ipam").withArrayProperty("config");
        for (int i = 0; i < assignments.size(); i++) {
            ObjectNode pool = i < pools.size() ? (ObjectNode) pools.get(i) : pools.addObject();
            pool.put("subnet", assignments.get(i).assigned().toString());
            INSIDE.forEach(key -> moveAddress(pool, key, moved));
            if (pool.get("aux_addresses") instanceof ObjectNode reserved) {
                Fields.of(reserved).forEach(key -> moveAddress(reserved, key, moved));
            }
        }
    }

    private static String text(SubnetAssignment assignment) {
        return assignment
                .written()
                .map(written -> written + " became " + assignment.assigned())
                .orElseGet(() -> "gets the subnet " + assignment.assigned());
    }

    private static void moveAddress(ObjectNode node, String key, Map<Subnet, Subnet> moved) {
        JsonNode value = node.get(key);
        if (value != null && !value.asText().isEmpty()) {
            Subnet address = Subnet.parse(value.asText());
            moved.forEach((from, to) -> {
                if (from.contains(address)) {
                    node.put(key, address.movedTo(from, to).toString());
                }
            });
        }
    }
}
