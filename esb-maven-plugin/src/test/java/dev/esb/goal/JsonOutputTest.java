package dev.esb.goal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.esb.JsonSchema;
import dev.esb.Reporter;
import dev.esb.changes.Changes;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.PortBinding;
import dev.esb.doctor.CheckResult;
import dev.esb.environment.ByteSize;
import dev.esb.environment.ContainerPort;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.LeaseFixture;
import dev.esb.lease.Owners;
import dev.esb.moved.MovedPath;
import dev.esb.service.EnvironmentQueries;
import dev.esb.service.ServiceContainers;
import dev.esb.snapshot.Snapshot;
import dev.esb.snapshot.SnapshotList.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goals print with {@code esb.format=json} is what the schemas in {@code docs/schema} say, and nothing else. */
class JsonOutputTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EnvironmentKey KEY = EnvironmentKey.of("e2e-1", "orders");
    private static final PortBinding EVERY_ADDRESS = new PortBinding("0.0.0.0", 53, 53, "udp");

    @TempDir
    private Path directory;

    private final LeaseFixture leases = new LeaseFixture();
    private final FakeDocker docker = leases.serve(new FakeDocker());

    @BeforeEach
    void startEngine() {
        List<ContainerSummary> containers = List.of(
                container("web", "running", "Up 3 seconds (healthy)", new PortBinding("127.0.0.1", 20001, 80, "tcp")),
                container("dns", "running", "Up 3 seconds", EVERY_ADDRESS),
                container("seed", "exited", "Exited (0) 3 seconds ago"));
        docker.answer(new ContainerCommand.ListAll(ComposeLabels.PROJECT), containers);
        docker.answer(new ContainerCommand.ListAll(ComposeLabels.ofProject(KEY.project())), containers);
        leases.hold(KEY, 7, Owners.until(Owners.livingBuild(1), Instant.parse("2026-02-01T12:00:00Z")));
        leases.hold(EnvironmentKey.of("other", ""), 8, Owners.PERSON);
        leases.hold(EnvironmentKey.of("past", ""), 9, Owners.endedBuild());
    }

    @Test
    void ofList() throws IOException {
        String printed = ListGoal.json(
                new EnvironmentQueries(docker).list(Instant.parse("2026-01-31T12:00:00Z"), Reporter.NONE));

        assertThat(JsonSchema.named("list").violations(printed)).isEmpty();
        JsonNode environments = JSON.readTree(printed);
        assertThat(environments).hasSize(3);
        assertThat(environments.at("/2/state").asText()).isEqualTo("ended");
        assertThat(environments.at("/0/ports")).hasSize(2);
        assertThat(environments.at("/0/process").isInt()).isTrue();
        assertThat(environments.at("/1/process").isNull()).isTrue();
        assertThat(JsonSchema.named("list").violations(withAnotherField(environments)))
                .isNotEmpty();
    }

    @Test
    void ofPs() throws IOException {
        EnvironmentQueries environments = new EnvironmentQueries(docker);
        List<MovedPath> paths = List.of(
                new MovedPath("/home/me/shop/data", "esb-e2e-1_path-data", "esb-e2e-1-orders-web-1", "/var/data"));

        String printed = PsGoal.json(environments.containers(KEY), paths);

        assertThat(JsonSchema.named("ps").violations(printed)).isEmpty();
        JsonNode containers = JSON.readTree(printed);
        assertThat(containers).hasSize(3);
        assertThat(containers.at("/2/paths")).hasSize(1);
        assertThat(JsonSchema.named("ps").violations(withAnotherField(containers)))
                .isNotEmpty();
    }

    @Test
    void ofDiff() throws IOException {
        String path = "/home/me/shop/data";
        Changes changes = new Changes(
                Stream.of("added", "changed", "deleted")
                        .map(change -> new Changes.Changed(path, "esb-e2e-1_path-data", change, "a/b", "file"))
                        .toList(),
                List.of(new Changes.NotCompared(path, "it is in no volume")),
                0);

        String printed = DiffGoal.json(changes);

        assertThat(JsonSchema.named("diff").violations(printed)).isEmpty();
        assertThat(JSON.readTree(printed).at("/changes")).hasSize(3);
        assertThat(JSON.readTree(printed).at("/notCompared/0/path").asText()).isEqualTo(path);
        assertThat(JsonSchema.named("diff").violations(withAnotherField(JSON.readTree(printed))))
                .isNotEmpty();
    }

    @Test
    void ofPort() throws IOException {
        DirectoryLayout layout = new DirectoryLayout(directory, directory, directory);

        String printed = PortGoal.json(new ServiceContainers(docker, KEY, layout.of(KEY))
                .port("dns", Optional.of(new ContainerPort(53, "udp")), Map.of("DOCKER_HOST", "ssh://me@build-host")));

        assertThat(JsonSchema.named("port").violations(printed)).isEmpty();
        assertThat(JSON.readTree(printed))
                .isEqualTo(
                        JSON.readTree(
                                "{\"service\": \"dns\", \"container\": \"esb-e2e-1-orders-dns-1\", \"target\": 53,"
                                        + " \"protocol\": \"udp\", \"address\": \"0.0.0.0\", \"published\": 53, \"host\": \"build-host\"}"));
        assertThat(JsonSchema.named("port").violations(withAnotherField(JSON.readTree(printed))))
                .isNotEmpty();
    }

    @Test
    void ofDoctor() throws IOException {
        String printed = OutputFormat.json(new DoctorReport(List.of(
                        new CheckResult("engine", CheckResult.Status.OK, "Docker 26.1.5", ""),
                        new CheckResult(
                                "subnet-pool", CheckResult.Status.WARNING, "1 of 1023 is free", "Name another.")))
                .fields());

        assertThat(JsonSchema.named("doctor").violations(printed)).isEmpty();
        assertThat(JsonSchema.named("doctor").violations(withAnotherField(JSON.readTree(printed))))
                .isNotEmpty();
    }

    @Test
    void ofSnapshot() throws IOException {
        Snapshot snapshot = new Snapshot(
                "1",
                "0".repeat(12),
                "f".repeat(64),
                "shop:orders",
                "{}",
                Instant.EPOCH,
                Instant.EPOCH,
                Snapshot.State.COMPLETE,
                "",
                Optional.empty(),
                Instant.EPOCH);
        String printed = SnapshotGoal.json(List.of(
                new Entry(snapshot, Optional.of(new ByteSize(480)), Set.of("esb-e2e-1")),
                new Entry(snapshot, Optional.empty(), Set.of())));

        assertThat(JsonSchema.named("snapshot").violations(printed)).isEmpty();
        assertThat(JsonSchema.named("snapshot").violations(printed.replaceFirst("\\{", "{\"another\":1,")))
                .isNotEmpty();
    }

    /** Else no test would notice a new field. */
    @Test
    void isDescribedByClosedSchemas() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(JsonSchema.DIRECTORY)) {
            files = all.toList();
        }
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder(
                        "diff.schema.json",
                        "doctor.schema.json",
                        "env.schema.json",
                        "graph.schema.json",
                        "list.schema.json",
                        "port.schema.json",
                        "ps.schema.json",
                        "snapshot.schema.json");
        for (Path file : files) {
            assertThat(objects(JSON.readTree(file.toFile())))
                    .isNotEmpty()
                    .allSatisfy(
                            each -> assertThat(each.path("additionalProperties").asText())
                                    .isEqualTo("false"));
        }
    }

    /** The schemas in a schema that describe objects. */
    private static List<JsonNode> objects(JsonNode schema) {
        List<JsonNode> objects = new ArrayList<>();
        if (schema.path("type").asText().equals("object")) {
            objects.add(schema);
        }
        schema.forEach(child -> objects.addAll(objects(child)));
        return objects;
    }

    private static String withAnotherField(JsonNode printed) {
        String text = printed.toString();
        int end = text.indexOf('}');
        return text.substring(0, end) + ",\"another\":1" + text.substring(end);
    }

    private static ContainerSummary container(String service, String state, String status, PortBinding... ports) {
        return new ContainerSummary(
                "0".repeat(64),
                "esb-e2e-1-orders-%s-1".formatted(service),
                KEY.project(),
                service,
                1,
                state,
                status,
                List.of(ports));
    }
}
