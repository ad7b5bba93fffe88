package dev.esb.graph;

import dev.esb.docker.ContainerSummary;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathPlace.OnHost;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What edges connect. */
public sealed interface Node {

    /** Unique in the graph: the kind and the name. */
    String id();

    /** As {@code docs/schema/graph.schema.json} has it. */
    Map<String, Object> fields();

    /**
     * A service.
     *
     * @param image empty where the stack does not name the image that it builds
     * @param networkMode in place of networks, such as {@code host}; else empty
     * @param ports where the environment is up, those that the engine publishes, else those that it would be asked for
     * @param containers empty where the environment is not up
     */
    record Service(String name, String image, String networkMode, List<Port> ports, List<ContainerSummary> containers)
            implements Node {

        static String id(String name) {
            return "service:" + name;
        }

        @Override
        public String id() {
            return id(name);
        }

        @Override
        public Map<String, Object> fields() {
            Map<String, Object> fields = start(this, "service", name);
            fields.put("image", image);
            fields.put("networkMode", networkMode);
            fields.put("ports", ports.stream().map(Port::fields).toList());
            fields.put("containers", containers.stream().map(Service::fields).toList());
            return fields;
        }

        private static Map<String, Object> fields(ContainerSummary container) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", container.name());
            fields.put("state", container.state());
            fields.put("health", container.health().name().toLowerCase(Locale.ROOT));
            container.exitCode().ifPresent(code -> fields.put("exitCode", code));
            return fields;
        }
    }

    /**
     * A network.
     *
     * @param name its key in the Compose file
     * @param engineName its name on the engine
     * @param isExternal whether it is none of the environment's
     * @param subnets empty where the engine chooses
     */
    record Network(String name, String engineName, boolean isExternal, List<String> subnets) implements Node {

        static String id(String name) {
            return "network:" + name;
        }

        @Override
        public String id() {
            return id(name);
        }

        @Override
        public Map<String, Object> fields() {
            Map<String, Object> fields = start(this, "network", name);
            fields.put("engineName", engineName);
            fields.put("external", isExternal);
            fields.put("subnets", subnets);
            return fields;
        }
    }

    /**
     * A volume of the stack.
     *
     * @param name its key in the Compose file
     * @param engineName its name on the engine
     * @param isExternal whether it is none of the environment's
     */
    record Volume(String name, String engineName, boolean isExternal) implements Node {

        static String id(String name) {
            return "volume:" + name;
        }

        @Override
        public String id() {
            return id(name);
        }

        @Override
        public Map<String, Object> fields() {
            Map<String, Object> fields = start(this, "volume", name);
            fields.put("engineName", engineName);
            fields.put("external", isExternal);
            return fields;
        }
    }

    /**
     * A path of the host that containers see something else in place of.
     *
     * @param directory the stack's, from which the name is read
     */
    record MovedPath(PathMove move, Path directory, String project) implements Node {

        static String id(PathMove move) {
            return "path:" + move.written();
        }

        @Override
        public String id() {
            return id(move);
        }

        @Override
        public Map<String, Object> fields() {
            Path path = move.written();
            boolean isInside = path.startsWith(directory) && !path.equals(directory);
            Map<String, Object> fields =
                    start(this, "path", isInside ? "./" + directory.relativize(path) : path.toString());
            fields.put("path", path.toString());
            fields.put("file", move.isFile());
            fields.put(
                    "volume",
                    move.place() instanceof InVolume volume ? volume.volume().name(project) : "");
            fields.put("subpath", move.place() instanceof InVolume volume ? volume.subpath() : "");
            fields.put(
                    "hostPath",
                    move.place() instanceof OnHost host ? host.path().toString() : "");
            return fields;
        }
    }

    private static Map<String, Object> start(Node node, String kind, String name) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", node.id());
        fields.put("kind", kind);
        fields.put("name", name);
        return fields;
    }
}
