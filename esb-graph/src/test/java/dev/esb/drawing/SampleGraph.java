package dev.esb.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds a graph as the goal hands it over. */
final class SampleGraph {
    final List<Map<String, Object>> nodes = new ArrayList<>();
    final List<Map<String, Object>> edges = new ArrayList<>();
    private boolean isUp;

    SampleGraph up() {
        isUp = true;
        return this;
    }

    SampleGraph network(String name) {
        nodes.add(Map.of(
                "id",
                "network:" + name,
                "kind",
                "network",
                "name",
                name,
                "engineName",
                "esb-shop_" + name,
                "external",
                false,
                "subnets",
                List.of("10.208.0.0/28")));
        return this;
    }

    SampleGraph service(String name, String... networks) {
        return service(name, List.of(), networks);
    }

    SampleGraph service(String name, List<Map<String, Object>> containers, String... networks) {
        nodes.add(Map.of(
                "id",
                "service:" + name,
                "kind",
                "service",
                "name",
                name,
                "image",
                "registry.example.org/team/" + name + ":1.2.3",
                "networkMode",
                "",
                "ports",
                List.of(port("127.0.0.1", "20001", 80, "tcp")),
                "containers",
                containers));
        for (String network : networks) {
            edges.add(Map.of("kind", "network", "from", "service:" + name, "to", "network:" + network));
        }
        return this;
    }

    SampleGraph volume(String name) {
        nodes.add(Map.of(
                "id",
                "volume:" + name,
                "kind",
                "volume",
                "name",
                name,
                "engineName",
                "esb-shop_" + name,
                "external",
                false));
        return this;
    }

    SampleGraph path(String name) {
        nodes.add(Map.of(
                "id", "path:/home/me/" + name,
                "kind", "path",
                "name", "./" + name,
                "path", "/home/me/" + name,
                "file", false,
                "volume", "esb-shop_path-" + name));
        return this;
    }

    SampleGraph dependency(String from, String to, String condition) {
        edges.add(Map.of(
                "kind",
                "dependency",
                "from",
                "service:" + from,
                "to",
                "service:" + to,
                "condition",
                condition,
                "required",
                true));
        return this;
    }

    SampleGraph mount(String from, String to) {
        edges.add(Map.of("kind", "mount", "from", "service:" + from, "to", to, "targets", List.of("/data")));
        return this;
    }

    static Map<String, Object> port(String address, String published, int target, String protocol) {
        return Map.of(
                "address", address, "published", published, "target", String.valueOf(target), "protocol", protocol);
    }

    Map<String, Object> json() {
        return Map.of(
                "environment",
                "shop-1",
                "stack",
                "",
                "project",
                "esb-shop-1",
                "slot",
                544,
                "up",
                isUp,
                "nodes",
                nodes,
                "edges",
                edges);
    }

    /** Three tiers that know each other, a database for every fourth service, and some that stand alone. */
    static SampleGraph ofServices(int count) {
        SampleGraph graph = new SampleGraph().network("front").network("back").network("default");
        for (int i = 0; i < count; i++) {
            graph.service("service-" + i, i % 3 == 0 ? new String[] {"front", "back"} : new String[] {"default"});
        }
        for (int i = 1; i < count; i++) {
            if (i % 5 != 0) {
                graph.dependency(
                        "service-" + i,
                        "service-" + i / 3,
                        List.of("started", "healthy", "completed").get(i % 3));
            }
            if (i % 4 == 0) {
                graph.volume("data-" + i).mount("service-" + i, "volume:data-" + i);
            }
        }
        return graph;
    }
}
