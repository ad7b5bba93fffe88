package dev.esb.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.docker.InstalledDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A file to lay over a stack's own, with which every service runs the same small program instead of its image, and nothing of this
 * machine is touched. Names, ports, networks, volumes and dependencies stay as they are written.
 *
 * <p>The program writes into the directories that the service mounts, listens where it publishes TCP ports, and tells who connects which environment
 * it runs in.
 */
final class EngineStub {
    static final String IMAGE = "debian:trixie-slim";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROGRAM = String.join(
            " ",
            "my ($name, @given) = @ARGV;",
            "my @ports = grep { /^\\d+$/ } @given;",
            "for (grep { -d } @given) { my $file; print $file $name if open($file, '>', $_ . '/written') }",
            "$SIG{TERM} = $SIG{INT} = $SIG{QUIT} = sub { exit 0 };",
            "sleep 1 while !@ports;",
            "my @all = map { IO::Socket::INET->new(Listen => 16, ReuseAddr => 1, LocalPort => $_) or die qq($_: $!) } @ports;",
            "my $select = IO::Select->new(@all);",
            "while (1) { for ($select->can_read) { my $client = $_->accept or next; print $client qq($name\\n) } }");

    /** What depends on the image, or on what this machine is and has. */
    private static final List<String> DROPPED = List.of(
            "build",
            "healthcheck",
            "user",
            "group_add",
            "working_dir",
            "read_only",
            "privileged",
            "devices",
            "device_cgroup_rules",
            "runtime",
            "platform",
            "security_opt",
            "sysctls",
            "ulimits",
            "storage_opt",
            "mem_limit",
            "mem_reservation",
            "memswap_limit",
            "cpus",
            "cpuset",
            "cpu_count",
            "cgroup_parent",
            "logging");

    private static final List<String> NAMESPACES = List.of("network_mode", "pid", "ipc");

    private final JsonNode model;
    private final Path directory;
    private final Path host;
    private final String outside;
    private final List<String> networks = new ArrayList<>();
    private final List<String> volumes = new ArrayList<>();
    private final Set<Path> sources = new TreeSet<>();
    private final StringBuilder text = new StringBuilder();

    /**
     * Writes the file.
     *
     * @param model the stack as Compose reads it
     * @param directory the stack's directory; paths in it are left alone
     * @param host an empty directory, which stands for the root directory of this machine
     * @param outside what the names of networks and volumes that come from outside the stack are to begin with
     */
    static EngineStub write(Path file, JsonNode model, Path directory, Path host, String outside) throws IOException {
        EngineStub stub = new EngineStub(model, directory, host, outside);
        stub.services();
        stub.networks();
        stub.volumes();
        stub.files("secrets");
        stub.files("configs");
        Files.writeString(file, stub.text);
        return stub;
    }

    private EngineStub(JsonNode model, Path directory, Path host, String outside) {
        this.model = model;
        this.directory = directory;
        this.host = host;
        this.outside = outside;
    }

    /** Networks that the stack expects to be there. */
    List<String> outsideNetworks() {
        return networks;
    }

    /** Volumes that the stack expects to be there. */
    List<String> outsideVolumes() {
        return volumes;
    }

    private void services() throws IOException {
        text.append("services:\n");
        for (var entry : model.path("services").properties()) {
            JsonNode service = entry.getValue();
            text.append("  ").append(json(entry.getKey())).append(":\n");
            line("image", json(IMAGE));
            line("pull_policy", "never");
            line("entrypoint", json(List.of("perl", "-MIO::Socket::INET", "-MIO::Select", "-e", escaped(PROGRAM))));
            line("command", json(arguments(service)));
            DROPPED.forEach(key -> line(key, "!reset null"));
            if (service.path("deploy").has("resources")) {
                line("deploy", "{resources: !reset null}");
            }
            NAMESPACES.stream()
                    .filter(key -> isOfAnother(service.path(key).asText()))
                    .forEach(key -> line(key, "!reset null"));
            for (var dependency : service.path("depends_on").properties()) {
                ((ObjectNode) dependency.getValue()).put("condition", "service_started");
            }
            if (service.has("depends_on")) {
                line("depends_on", json(service.path("depends_on")));
            }
            if (service.has("volumes")) {
                line("volumes", "!override " + json(mounts((ArrayNode) service.path("volumes"))));
            }
        }
    }

    /** Whether a namespace is that of a container outside the stack, which is not there. */
    private boolean isOfAnother(String namespace) {
        return namespace.startsWith("container:")
                && !model.path("services")
                        .findValuesAsText("container_name")
                        .contains(namespace.substring("container:".length()));
    }

    /** In the host's own network, two stubs could not listen both; nor does the engine publish anything there. */
    private List<String> arguments(JsonNode service) throws IOException {
        TreeSet<String> ports = new TreeSet<>();
        if (!service.path("network_mode").asText().equals("host")) {
            for (JsonNode port : service.path("ports")) {
                if (port.path("protocol").asText().equals("tcp")) {
                    ports.add(port.path("target").asText());
                }
            }
        }
        List<String> arguments = new ArrayList<>(List.of("${ESB_PROJECT}"));
        arguments.addAll(ports);
        for (JsonNode mount : service.path("volumes")) {
            boolean isBind = mount.path("type").asText().equals("bind");
            if (isBind && isOfStack(Path.of(inside(mount.path("source").asText())))) {
                sources.add(Path.of(inside(mount.path("source").asText())));
                arguments.add(mount.path("target").asText());
            }
        }
        return arguments;
    }

    /** Whether nothing but the stack uses the path. */
    private boolean isOfStack(Path path) {
        return path.startsWith(directory) || path.startsWith(host);
    }

    /** The paths that services mount. */
    Set<Path> sources() {
        return sources;
    }

    private ArrayNode mounts(ArrayNode mounts) throws IOException {
        for (JsonNode mount : mounts) {
            if (mount.path("type").asText().equals("bind")) {
                ((ObjectNode) mount).put("source", inside(mount.path("source").asText()));
                // Another mount could not be made inside it, nor is the copy of a host's path shared with the host.
                ((ObjectNode) mount).remove(List.of("read_only", "bind"));
            }
        }
        return mounts;
    }

    /** A path outside the stack's directory, in the directory that stands for this machine; a file is there as an empty one. */
    private String inside(String source) throws IOException {
        Path path = Path.of(source).normalize();
        // The socket of an engine that does not see this machine's files is where it is there, too.
        if (path.startsWith(directory)
                || path.endsWith("docker.sock") && !InstalledDocker.place().seesAllPaths()) {
            return source;
        }
        Path moved =
                host.resolve(path.toString().replaceAll("[^A-Za-z0-9/._-]", "_").replaceFirst("^/+", ""));
        if (Files.exists(path) && !Files.isDirectory(path) && !Files.exists(moved)) {
            Files.createDirectories(moved.getParent());
            Files.createFile(moved);
        }
        return moved.toString();
    }

    private void networks() {
        Map<String, String> entries = new LinkedHashMap<>();
        model.path("networks").properties().forEach(entry -> {
            JsonNode network = entry.getValue();
            if (network.path("external").asBoolean()) {
                entries.put(entry.getKey(), fromOutside(entry.getKey(), networks));
            } else if (!network.path("driver").asText("bridge").equals("bridge")) {
                entries.put(entry.getKey(), "{driver: !reset null, driver_opts: !reset null}");
            }
        });
        section("networks", entries);
    }

    private void volumes() throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (var entry : model.path("volumes").properties()) {
            JsonNode volume = entry.getValue();
            String device = volume.path("driver_opts").path("device").asText();
            if (volume.path("external").asBoolean()) {
                entries.put(entry.getKey(), fromOutside(entry.getKey(), volumes));
            } else if (device.startsWith("/")) {
                entries.put(entry.getKey(), "{driver_opts: {device: %s}}".formatted(json(inside(device))));
            } else if (volume.has("driver") || volume.has("driver_opts")) {
                entries.put(entry.getKey(), "{driver: !reset null, driver_opts: !reset null}");
            }
        }
        section("volumes", entries);
    }

    private String fromOutside(String key, List<String> names) {
        String name = outside + "-" + key;
        names.add(name);
        return "{external: true, name: %s}".formatted(json(name));
    }

    /** All from one empty file: who needs what is in it does not run here. */
    private void files(String section) throws IOException {
        Path empty = Files.writeString(host.resolve("empty"), "");
        Map<String, String> entries = new LinkedHashMap<>();
        model.path(section)
                .fieldNames()
                .forEachRemaining(name -> entries.put(
                        name,
                        "{external: !reset null, environment: !reset null, content: !reset null, file: %s}"
                                .formatted(json(empty.toString()))));
        section(section, entries);
    }

    private void section(String name, Map<String, String> entries) {
        if (!entries.isEmpty()) {
            text.append(name).append(":\n");
            entries.forEach((key, value) -> text.append("  ")
                    .append(json(key))
                    .append(": ")
                    .append(value)
                    .append('\n'));
        }
    }

    private void line(String key, String value) {
        text.append("    ").append(key).append(": ").append(value).append('\n');
    }

    private static String escaped(String program) {
        return program.replace("$", "$$");
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
