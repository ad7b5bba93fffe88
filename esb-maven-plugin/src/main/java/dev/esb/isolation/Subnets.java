package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.Subnet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Subnets of networks, and the addresses inside them.
 *
 * <p>Every network gets a subnet from the plan, also where the file leaves the choice to the engine, whose own pools are used up
 * after some thirty networks. Gateways, ranges and static addresses keep their place inside the subnet.
 */
final class Subnets implements Rule {
    private static final List<String> INSIDE = List.of("gateway", "ip_range");

    @Override
    public void apply(Isolation isolation) {
        isolation.environment().subnets().forEach((name, subnets) -> {
            ObjectNode network = (ObjectNode) isolation.model().path("networks").path(name);
            Map<Subnet, Subnet> moved = move(network, subnets);
            isolation.changed(
                    "network " + name, "ipam", moved.isEmpty() ? "gets the subnet " + subnets.get(0) : text(moved));
            isolation.forEachService((service, settings) -> {
                if (settings.path("networks").get(name) instanceof ObjectNode attachment) {
                    moveAddress(attachment, "ipv4_address", moved);
                    moveAddress(attachment, "ipv6_address", moved);
                }
            });
        });
    }

    /** Writes the new subnets into a network, and says which subnet of the file went where. */
    private static Map<Subnet, Subnet> move(ObjectNode network, List<Subnet> subnets) {
        Map<Subnet, Subnet> moved = new LinkedHashMap<>();
        ArrayNode pools = network.withObjectProperty("ipam").withArrayProperty("config");
        for (int i = 0; i < subnets.size(); i++) {
            ObjectNode pool = i < pools.size() ? (ObjectNode) pools.get(i) : pools.addObject();
            String written = pool.path("subnet").asText();
            Subnet to = subnets.get(i);
            pool.put("subnet", to.toString());
            if (!written.isEmpty()) {
                Subnet from = Subnet.parse(written);
                moved.put(from, to);
                INSIDE.forEach(key -> moveAddress(pool, key, moved));
                if (pool.get("aux_addresses") instanceof ObjectNode reserved) {
                    Fields.of(reserved).forEach(key -> moveAddress(reserved, key, moved));
                }
            }
        }
        return moved;
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

    private static String text(Map<Subnet, Subnet> moved) {
        List<String> moves = new ArrayList<>();
        moved.forEach((from, to) -> moves.add(from + " became " + to));
        return String.join(", ", moves);
    }
}
