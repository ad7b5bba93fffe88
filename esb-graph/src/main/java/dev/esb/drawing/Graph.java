package dev.esb.drawing;

import java.util.List;
import java.util.stream.Stream;

/**
 * The graph of a stack, in the words of the picture.
 *
 * @param title the environment
 * @param subtitle whether it is up, and what its ports are
 * @param isUp whether services have states
 */
record Graph(
        String title,
        String subtitle,
        boolean isUp,
        List<Service> services,
        List<Network> networks,
        List<Store> stores,
        List<Dependency> dependencies,
        List<Mount> mounts) {

    /** @param networkMode in place of networks, such as {@code host}; else empty */
    record Service(
            String id,
            String name,
            String image,
            List<String> ports,
            State state,
            List<String> networks,
            String networkMode) {}

    /** @param subnets as the environment has them; empty where the engine chooses */
    record Network(String id, String name, String engineName, boolean isExternal, List<String> subnets) {}

    /**
     * A volume, or a path that has moved.
     *
     * @param note a few words below the name; empty for none
     * @param details for the tooltip
     */
    record Store(String id, boolean isPath, String name, String note, String details) {}

    /** @param condition {@code started}, {@code healthy} or {@code completed} */
    record Dependency(String from, String to, String condition, boolean isRequired) {

        /** Nothing for the common one. */
        String label() {
            String shown = condition.equals("started") ? "" : condition;
            return isRequired ? shown : shown.isEmpty() ? "optional" : shown + ", optional";
        }
    }

    record Mount(String from, String to, List<String> targets) {}

    static Graph read(Fields json) {
        List<Fields> nodes = json.objects("nodes");
        List<Fields> edges = json.objects("edges");
        boolean isUp = json.is("up");
        return new Graph(
                "Environment '%s'%s"
                        .formatted(
                                json.text("environment"),
                                json.text("stack").isEmpty() ? "" : ", stack '%s'".formatted(json.text("stack"))),
                "project %s, slot %s: %s"
                        .formatted(
                                json.text("project"),
                                json.number("slot"),
                                isUp ? "up, with its ports and states" : "not up, with the ports that it would get"),
                isUp,
                of("service", nodes).map(node -> service(node, isUp, edges)).toList(),
                of("network", nodes)
                        .map(node -> new Network(
                                node.text("id"),
                                node.text("name"),
                                node.text("engineName"),
                                node.is("external"),
                                node.texts("subnets")))
                        .toList(),
                nodes.stream()
                        .filter(node -> node.text("kind").equals("volume")
                                || node.text("kind").equals("path"))
                        .map(Graph::store)
                        .toList(),
                of("dependency", edges)
                        .map(edge -> new Dependency(
                                edge.text("from"), edge.text("to"), edge.text("condition"), edge.is("required")))
                        .toList(),
                of("mount", edges)
                        .map(edge -> new Mount(edge.text("from"), edge.text("to"), edge.texts("targets")))
                        .toList());
    }

    private static Stream<Fields> of(String kind, List<Fields> all) {
        return all.stream().filter(each -> each.text("kind").equals(kind));
    }

    private static Service service(Fields node, boolean isUp, List<Fields> edges) {
        return new Service(
                node.text("id"),
                node.text("name"),
                node.text("image"),
                PortText.of(node.objects("ports")),
                isUp ? State.of(node.objects("containers")) : State.UNKNOWN,
                of("network", edges)
                        .filter(edge -> edge.text("from").equals(node.text("id")))
                        .map(edge -> edge.text("to"))
                        .toList(),
                node.text("networkMode"));
    }

    private static Store store(Fields node) {
        if (node.text("kind").equals("volume")) {
            return new Store(
                    node.text("id"),
                    false,
                    node.text("name"),
                    node.is("external") ? "external" : "",
                    "volume " + node.text("engineName"));
        }
        return new Store(
                node.text("id"),
                true,
                node.text("name"),
                node.is("file") ? "begins as a copy" : "begins empty",
                "%s on this machine; containers see %s".formatted(node.text("path"), place(node)));
    }

    private static String place(Fields node) {
        if (node.text("volume").isEmpty()) {
            return node.text("hostPath");
        }
        return "the volume " + node.text("volume")
                + (node.text("subpath").isEmpty() ? "" : ", in it " + node.text("subpath"));
    }
}
