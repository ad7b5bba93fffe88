package dev.esb.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.JsonSchema;
import dev.esb.RecordedMessages;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.PortBinding;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.PathVolume;
import dev.esb.plan.Render;
import dev.esb.plan.StackRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what Compose reads to the graph, with the real plan and the real rules; no engine runs. */
class StackGraphTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private final FakeDocker docker = new FakeDocker();

    @BeforeEach
    void stopEngine() throws IOException {
        Files.writeString(directory.resolve("compose.yml"), "# FakeDocker answers in its place\n");
        docker.fails(new EngineCommand.Info(), 1, "Cannot connect to the Docker daemon");
    }

    @Test
    void hasEverythingOfAStackThatIsNotUp() {
        stack("""
                {"services": {
                  "web": {
                    "image": "nginx:$$1",
                    "networks": {"front": null, "back": null},
                    "ports": [{"target": 80, "published": "8080", "protocol": "tcp"}],
                    "depends_on": {
                      "db": {"condition": "service_healthy", "required": true},
                      "seed": {"condition": "service_completed_successfully", "required": true},
                      "cache": {"condition": "service_started", "required": false}
                    }
                  },
                  "db": {
                    "image": "postgres",
                    "networks": {"back": null},
                    "volumes": [
                      {"type": "volume", "source": "data", "target": "/data"},
                      {"type": "volume", "source": "data", "target": "/backup"},
                      {"type": "volume", "target": "/anonymous"},
                      {"type": "bind", "source": "DIRECTORY/files", "target": "/files"},
                      {"type": "tmpfs", "target": "/tmp"}
                    ]
                  },
                  "seed": {"image": "", "network_mode": "host"},
                  "cache": {"networks": {"back": null}}
                 },
                 "networks": {"front": {"name": "shop_front"}, "back": {"name": "company", "external": true}},
                 "volumes": {"data": {"name": "shop_data"}}
                }""");

        assertThat(graph()).isEqualTo(json("""
                {"environment": "a", "stack": "", "project": "esb-a", "slot": 7, "up": false,
                 "nodes": [
                  {"id": "service:web", "kind": "service", "name": "web", "image": "nginx:$1", "networkMode": "",
                   "ports": [{"address": "127.0.0.1", "published": "20112", "target": 80, "protocol": "tcp"}],
                   "containers": []},
                  {"id": "service:db", "kind": "service", "name": "db", "image": "postgres", "networkMode": "", "ports": [], "containers": []},
                  {"id": "service:seed", "kind": "service", "name": "seed", "image": "", "networkMode": "host", "ports": [], "containers": []},
                  {"id": "service:cache", "kind": "service", "name": "cache", "image": "", "networkMode": "", "ports": [], "containers": []},
                  {"id": "network:front", "kind": "network", "name": "front", "engineName": "esb-a_front", "external": false,
                   "subnets": ["10.208.28.0/24"]},
                  {"id": "network:back", "kind": "network", "name": "back", "engineName": "company", "external": true, "subnets": []},
                  {"id": "volume:data", "kind": "volume", "name": "data", "engineName": "esb-a_data", "external": false},
                  {"id": "path:DIRECTORY/files", "kind": "path", "name": "./files", "path": "DIRECTORY/files", "file": false,
                   "volume": "VOLUME", "subpath": "", "hostPath": ""}
                 ],
                 "edges": [
                  {"kind": "dependency", "from": "service:web", "to": "service:db", "condition": "healthy", "required": true},
                  {"kind": "dependency", "from": "service:web", "to": "service:seed", "condition": "completed", "required": true},
                  {"kind": "dependency", "from": "service:web", "to": "service:cache", "condition": "started", "required": false},
                  {"kind": "network", "from": "service:web", "to": "network:front"},
                  {"kind": "network", "from": "service:web", "to": "network:back"},
                  {"kind": "network", "from": "service:db", "to": "network:back"},
                  {"kind": "mount", "from": "service:db", "to": "volume:data", "targets": ["/data", "/backup"]},
                  {"kind": "mount", "from": "service:db", "to": "path:DIRECTORY/files", "targets": ["/files"]},
                  {"kind": "network", "from": "service:cache", "to": "network:back"}
                 ]}"""));
        assertThat(docker.calls()).noneMatch(ComposeCommand.Validate.class::isInstance);
        assertThat(directory).isDirectoryNotContaining("glob:**/target");
    }

    @Test
    void hasThePortsAndStatesOfContainersWhereTheEnvironmentIsUp() {
        stack("""
                {"services": {
                  "web": {"ports": [{"target": 80, "published": "8080", "protocol": "tcp"}]},
                  "job": {"ports": [{"target": 90, "published": "9090", "protocol": "tcp"}]}
                }}""");

        JsonNode graph = graph(
                container("web", 2, "running", "Up 3 seconds (unhealthy)"),
                container("web", 1, "running", "Up 3 seconds (healthy)", new PortBinding("0.0.0.0", 31000, 80, "tcp")),
                container("other", 1, "exited", "Exited (3) 2 seconds ago"));

        assertThat(graph.path("up").asBoolean()).isTrue();
        assertThat(graph.path("nodes")).isEqualTo(json("""
                [
                 {"id": "service:web", "kind": "service", "name": "web", "image": "", "networkMode": "",
                  "ports": [{"address": "0.0.0.0", "published": "31000", "target": 80, "protocol": "tcp"}],
                  "containers": [
                   {"name": "esb-a-web-1", "state": "running", "health": "healthy"},
                   {"name": "esb-a-web-2", "state": "running", "health": "unhealthy"}]},
                 {"id": "service:job", "kind": "service", "name": "job", "image": "", "networkMode": "", "ports": [], "containers": []},
                 {"id": "service:other", "kind": "service", "name": "other", "image": "", "networkMode": "", "ports": [],
                  "containers": [{"name": "esb-a-other-1", "state": "exited", "health": "none", "exitCode": 3}]}
                ]"""));
    }

    @Test
    void aPartOfAMovedPathIsAnEdgeToThatPart() {
        stack("""
                {"services": {"web": {"volumes": [
                  {"type": "bind", "source": "DIRECTORY/run", "target": "/run"},
                  {"type": "bind", "source": "DIRECTORY/run/logs", "target": "/logs"}
                ]}}}""");

        assertThat(graph().path("edges")).isEqualTo(json("""
                [
                 {"kind": "mount", "from": "service:web", "to": "path:DIRECTORY/run", "targets": ["/run"]},
                 {"kind": "mount", "from": "service:web", "to": "path:DIRECTORY/run/logs", "targets": ["/logs"]}
                ]"""));
    }

    @Test
    void allEdgesConnectNodesOfTheGraph() {
        stack("{'services': {'web': {'networks': {'default': null}}}, 'networks': {'default': {}}}".replace('\'', '"'));

        JsonNode graph = graph();

        assertThat(graph.path("nodes").findValuesAsText("id"))
                .containsAll(Stream.of("from", "to")
                        .flatMap(end -> graph.path("edges").findValuesAsText(end).stream())
                        .toList());
    }

    private void stack(String model) {
        docker.every(ComposeCommand.Config.class, command -> (ObjectNode) json(model));
    }

    private JsonNode graph(ContainerSummary... containers) {
        StackRequest request = StackRequest.of(
                        EnvironmentKey.of("a", ""),
                        new DirectoryLayout(
                                directory.resolve("home"), directory.resolve("run"), directory.resolve("target/esb")),
                        directory)
                .withIndex(OptionalInt.of(7));
        Render.Preview preview = new Render(docker, Map.of(), new RecordedMessages()).preview(request);
        Map<String, Object> fields = StackGraph.of(
                        preview.environment(), preview.isolated(), preview.directory(), List.of(containers))
                .fields();
        JsonNode graph = JSON.valueToTree(fields);
        assertThat(JsonSchema.named("graph").violations(graph.toString())).isEmpty();
        return graph;
    }

    private JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace("DIRECTORY", directory.toString())
                    .replace("VOLUME", new PathVolume(directory.resolve("files"), false).name("esb-a")));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static ContainerSummary container(
            String service, int number, String state, String status, PortBinding... ports) {
        return new ContainerSummary(
                "0".repeat(64),
                "esb-a-%s-%s".formatted(service, number),
                "esb-a",
                service,
                number,
                state,
                status,
                List.of(ports));
    }
}
