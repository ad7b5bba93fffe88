package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Commands about networks. */
public sealed interface NetworkCommand<R> extends DockerCommand<R> {

    /**
     * A network.
     *
     * @param project the Compose project that created it; empty for none
     * @param key its key in the Compose file; empty where Compose did not create it
     * @param subnets in CIDR notation
     */
    record Network(String name, String project, String key, List<String> subnets) {}

    /**
     * A network as {@code docker network ls} lists it, without its subnets, which only {@code docker network inspect} prints.
     *
     * @param project the Compose project that created it; empty for none
     */
    record NetworkSummary(String id, String name, String project) {
        private static final Set<String> OF_THE_ENGINE = Set.of("bridge", "host", "none");

        /** Whether the engine itself made it: it refuses these names to others. */
        public boolean isOfTheEngine() {
            return OF_THE_ENGINE.contains(name);
        }
    }

    /** All networks of the engine. */
    record ListAll() implements NetworkCommand<List<NetworkSummary>> {
        private static final String FORMAT =
                "{\"id\":{{json .ID}},\"name\":{{json .Name}},\"project\":{{json (.Label \"%s\")}}}"
                        .formatted(ComposeLabels.PROJECT);

        @Override
        public List<String> arguments() {
            return List.of("network", "ls", "--no-trunc", "--format", FORMAT);
        }

        @Override
        public List<NetworkSummary> parse(String output) {
            return Json.lines(output).stream()
                    .map(json -> new NetworkSummary(
                            json.path("id").asText(),
                            json.path("name").asText(),
                            json.path("project").asText()))
                    .toList();
        }
    }

    /** The networks with these ids. Those that another process has removed in the meantime are left out of the answer. */
    record Inspect(List<String> ids) implements NetworkCommand<List<Network>> {
        @Override
        public boolean succeeds(int exitCode, String error) {
            return exitCode == 0
                    || exitCode == 1 && !error.isBlank() && error.lines().allMatch(line -> line.endsWith("not found"));
        }

        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("network", "inspect"));
            arguments.addAll(ids);
            return arguments;
        }

        @Override
        public List<Network> parse(String output) {
            List<Network> networks = new ArrayList<>();
            for (JsonNode json : Json.object(output)) {
                networks.add(new Network(
                        json.path("Name").asText(),
                        json.path("Labels").path(ComposeLabels.PROJECT).asText(),
                        json.path("Labels").path(ComposeLabels.NETWORK).asText(),
                        subnets(json)));
            }
            return networks;
        }

        static List<String> subnets(JsonNode json) {
            List<String> subnets = new ArrayList<>();
            json.path("IPAM")
                    .path("Config")
                    .forEach(config -> subnets.add(config.path("Subnet").asText()));
            return subnets;
        }
    }

    /**
     * The IDs of those of these networks that are bridges on the engine's machine and not {@code internal}. Those that another process has
     * removed in the meantime are left out of the answer.
     */
    record OpenBridges(List<String> ids) implements NetworkCommand<Set<String>> {
        @Override
        public boolean succeeds(int exitCode, String error) {
            return new Inspect(ids).succeeds(exitCode, error);
        }

        @Override
        public List<String> arguments() {
            return new Inspect(ids).arguments();
        }

        @Override
        public Set<String> parse(String output) {
            return Json.array(output)
                    .filter(json -> json.path("Driver").asText().equals("bridge")
                            && !json.path("Internal").asBoolean())
                    .map(json -> json.path("Id").asText())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * What networks are like that are asked for by names or IDs. The engine also takes the beginning of an ID, so the answer may have others;
     * those that are not there are left out of it.
     */
    record Settings(List<String> networks) implements NetworkCommand<List<NetworkSettings>> {
        @Override
        public boolean succeeds(int exitCode, String error) {
            return new Inspect(networks).succeeds(exitCode, error);
        }

        @Override
        public List<String> arguments() {
            return new Inspect(networks).arguments();
        }

        @Override
        public List<NetworkSettings> parse(String output) {
            return Json.array(output).map(NetworkSettings::of).toList();
        }
    }

    /** Creates a bridge network; fails where there is one of that name. */
    record Create(String name, Map<String, String> labels) implements NetworkCommand<Void> {
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("network", "create"));
            labels.forEach((label, value) -> arguments.addAll(List.of("--label", label + "=" + value)));
            arguments.add(name);
            return arguments;
        }
    }

    /** Takes a container out of a network. */
    record Disconnect(String network, String container) implements NetworkCommand<Void> {
        @Override
        public List<String> arguments() {
            return List.of("network", "disconnect", network, container);
        }
    }

    /**
     * Puts a container into a network, with an address that it keeps when it is started again, and with the names by which others find it.
     *
     * @param address what it gets there; without an address, the engine chooses one
     */
    record Connect(String container, ContainerAddresses.Address address) implements NetworkCommand<Void> {
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("network", "connect"));
            if (!address.ipv4().isEmpty()) {
                arguments.addAll(List.of("--ip", address.ipv4()));
            }
            if (!address.ipv6().isEmpty()) {
                arguments.addAll(List.of("--ip6", address.ipv6()));
            }
            address.aliases().forEach(alias -> arguments.addAll(List.of("--alias", alias)));
            arguments.addAll(List.of(address.network(), container));
            return arguments;
        }
    }
}
