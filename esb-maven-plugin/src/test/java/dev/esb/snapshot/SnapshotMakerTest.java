package dev.esb.snapshot;

import static dev.esb.snapshot.SnapshotEngine.LONG_AGO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.FakeTime;
import dev.esb.RecordedMessages;
import dev.esb.archive.TarHeader;
import dev.esb.docker.ComposeCommand.Stop;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand.CopyOut;
import dev.esb.docker.ContainerCommand.Details;
import dev.esb.docker.ContainerCommand.Diff;
import dev.esb.docker.ContainerCommand.Inspect;
import dev.esb.docker.ContainerCommand.InspectForRemoval;
import dev.esb.docker.ContainerCommand.ListAll;
import dev.esb.docker.ContainerDetails;
import dev.esb.docker.ContainerDetails.VolumeMount;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.RemovalDetails;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Remove;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.Obstacle;
import dev.esb.environment.Obstacles;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathVolume;
import dev.esb.environment.VolumeOverlay;
import dev.esb.host.FakeProc;
import dev.esb.isolation.IsolatedModel;
import dev.esb.lease.Owners;
import dev.esb.snapshot.Snapshot.State;
import dev.esb.snapshot.SnapshotMaker.Made;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotMakerTest {
    private static final String KEY = "a".repeat(64);
    private static final String ID = "111111111111";
    private static final String DB = "d".repeat(64);
    private static final String WEB = "e".repeat(64);
    private static final String AGENT = "f".repeat(64);
    private static final String ROWS = "esb-snapshot-111111111111_rows";

    @TempDir
    private Path proc;

    private final SnapshotEngine engine = new SnapshotEngine();
    private final FakeTime time = new FakeTime();
    private final RecordedMessages messages = new RecordedMessages();
    private final Map<String, Integer> exitCodes = new TreeMap<>(Map.of(DB, 0, WEB, 0, AGENT, 0));
    private final List<ContainerSummary> containers = new ArrayList<>();
    private IsolatedModel isolated = Models.isolated("""
            name: esb-a
            services:
              agent: {network_mode: 'service:db'}
              db: {volumes: [{type: volume, source: rows, target: /rows}, {type: bind, source: /conf, target: /etc/db.conf}]}
              web: {depends_on: {db: {condition: service_started}}}
            volumes:
              rows: {name: esb-a_rows}
            """);
    private Function<SnapshotStart.Layers, Obstacles> overlays = layers -> engine.lay("esb-a", layers);
    private String stateWhenStopped = "exited";
    private String signal = "";
    private Snapshot snapshot;

    @BeforeEach
    void answer() {
        containers.add(new ContainerSummary(DB, "esb-a-db-1", "esb-a", "db", 1, "running", "Up", List.of()));
        containers.add(new ContainerSummary(WEB, "esb-a-web-1", "esb-a", "web", 1, "running", "Up", List.of()));
        containers.add(new ContainerSummary(AGENT, "esb-a-agent-1", "esb-a", "agent", 1, "running", "Up", List.of()));
        snapshot = engine.making(ID, KEY, "esb-a", Owners.ALIVE, time.instant(), "rows");
        engine.docker
                .every(ListAll.class, command -> List.copyOf(containers))
                .every(
                        InspectForRemoval.class,
                        command -> command.containers().stream()
                                .map(id -> new RemovalDetails(id, 7, signal, List.of()))
                                .toList())
                .every(Inspect.class, command -> inspected(command.containers()))
                .every(Diff.class, command -> List.of());
    }

    @Test
    void isThereOnceItsServicesHaveEndedByThemselves() {
        time.set(Duration.between(time.instant(), LONG_AGO.plus(Duration.ofMinutes(4))));

        Made made = make();

        assertThat(made.isStopped()).isTrue();
        assertThat(made.isolated().model().at("/volumes/rows"))
                .isEqualTo(Models.yaml("{name: esb-a_rows, x-esb-snapshot: rows, external: true}"));
        assertThat(all()).singleElement().satisfies(found -> {
            assertThat(found.state()).isEqualTo(State.COMPLETE);
            assertThat(found.id()).isEqualTo(ID);
        });
        assertThat(engine.volumes()).contains(ROWS, "esb-a_rows", "esb-a_rows.upper");
        assertThat(messages.infos)
                .containsExactly(
                        "Stopping db for the snapshot",
                        "Snapshot 111111111111 is made, 4m after the environment was begun");
        assertThat(messages.warnings).isEmpty();
    }

    /** Its network goes with the container of the database; another service, which depends on that, goes on with its own. */
    @Test
    void replacesOnlyTheContainersWithDataAndThoseThatShareWithThem() {
        make();

        assertThat(engine.docker.calls(Stop.class))
                .containsExactly(new Stop("esb-a", List.of("web"), 3), new Stop("esb-a", List.of("agent", "db"), 60));
        assertThat(engine.docker.calls(Remove.class))
                .contains(new Remove(Kind.CONTAINER, List.of(DB, AGENT)))
                .noneMatch(command -> command.ids().contains(WEB));
    }

    @ParameterizedTest
    @CsvSource({
        "0, '', exited",
        "143, '', exited",
        "130, SIGINT, exited",
        "131, quit, exited",
        "0, '', created",
    })
    void takesTheDataOfWhatHasEndedNormally(int exitCode, String stopSignal, String state) {
        exitCodes.put(DB, exitCode);
        signal = stopSignal;
        stateWhenStopped = state;

        make();

        assertThat(all()).singleElement().extracting(Snapshot::state).isEqualTo(State.COMPLETE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "137 | ''      | exited  | 'db' did not end within 60 s and was killed, so its data may not be whole",
                "1   | ''      | exited  | 'db' ended with 1 when it was stopped, so its data may not be whole",
                "143 | SIGQUIT | exited  | 'db' ended with 143 when it was stopped, so its data may not be whole",
                "0   | ''      | running | 'db' ended with 0 when it was stopped, so its data may not be whole"
            },
            quoteCharacter = '"')
    void isNotMadeOfDataThatMayNotBeWhole(int exitCode, String stopSignal, String state, String reason) {
        exitCodes.put(DB, exitCode);
        signal = stopSignal.replace("'", "");
        stateWhenStopped = state;

        Made made = make();

        assertIsRefused(made, reason, true);
    }

    @Test
    void doesNotMindHowAServiceWithoutDataEnds() {
        exitCodes.put(WEB, 137);
        exitCodes.put(AGENT, 1);

        make();

        assertThat(all()).singleElement().extracting(Snapshot::state).isEqualTo(State.COMPLETE);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void doesNotStopWhatWouldHaveToBeKilled() {
        new FakeProc(proc).add(7, DB);

        Made made = make();

        assertIsRefused(
                made,
                "the main process of 'db' does not hear its stop signal, so it would have to be killed, and its data may not be whole. Set 'init: true' or 'stop_signal' for it",
                false);
        assertThat(engine.docker.calls(Stop.class)).isEmpty();
    }

    @Test
    void isNotMadeWhereAContainerHasWrittenIntoADirectoryOutsideOfTheStack() {
        PathVolume upload = new PathVolume(Path.of("/stack/upload"), false).asOverlay();
        isolated = with(List.of(new PathMove(upload.path(), false, new InVolume(upload, ""), false)), List.of());
        hold(
                new VolumeMount(upload.name("esb-a"), "", "/esb/0/merged"),
                new VolumeMount(upload.name("esb-a") + ".upper", "", "/esb/0/upper"));
        engine.volume(
                upload.name("esb-a"),
                Map.of(
                        ComposeLabels.PROJECT, "esb-a",
                        EnvironmentLabels.OVERLAY, "identity",
                        EnvironmentLabels.PATH, "/stack/upload"));
        prints(new CopyOut("esb-a-holder-1", "/esb/0/upper"), "_data/", "_data/2026/", "_data/2026/cat.png");

        Made made = make();

        assertIsRefused(
                made,
                "a container has written '2026/cat.png' in '/stack/upload', which is outside of the stack's own volumes",
                false);
        assertThat(engine.docker.calls(Stop.class)).isEmpty();
    }

    @Test
    void isNotMadeWhereAContainerHasWrittenIntoAVolumeMadeOutsideTheStack() {
        isolated = with(List.of(), List.of(new VolumeOverlay("shared", "esb-a_shared", "shop-shared")));
        hold(new VolumeMount("esb-a_shared.upper", "", "/esb/0/upper"));
        engine.volume(
                "esb-a_shared",
                Map.of(
                        ComposeLabels.PROJECT, "esb-a",
                        EnvironmentLabels.OVERLAY, "identity",
                        EnvironmentLabels.BELOW, "shop-shared"));
        prints(new CopyOut("esb-a-holder-1", "/esb/0/upper"), "_data/", "_data/row");

        assertIsRefused(
                make(),
                "a container has written 'row' in 'shop-shared', which is outside of the stack's own volumes",
                false);
    }

    /** The engine makes them when something is mounted there. */
    @Test
    void doesNotTakeEmptyFilesAndDirectoriesForWrittenAtWhichSomethingIsMounted() {
        isolated = with(List.of(), List.of(new VolumeOverlay("shared", "esb-a_shared", "shop-shared")));
        hold(new VolumeMount("esb-a_shared.upper", "", "/esb/0/upper"));
        prints(new CopyOut("esb-a-holder-1", "/esb/0/upper"), "_data/", "_data/rows/", "_data/db.conf");

        make();

        assertThat(all()).singleElement().extracting(Snapshot::state).isEqualTo(State.COMPLETE);
    }

    @Test
    void isNotMadeWhereNoVolumeCanBeLaidOverIt() {
        overlays = layers -> {
            engine.lay("esb-a", layers);
            return new Obstacles(Map.of(), Map.of(ROWS, new Obstacle("invalid argument", Obstacle.Kind.IMPOSSIBLE)));
        };

        Made made = make();

        assertThat(made).isEqualTo(new Made(running(), true, Optional.empty()));
        assertThat(all()).singleElement().extracting(Snapshot::state).isEqualTo(State.REFUSED);
        assertThat(messages.warnings)
                .containsExactly(
                        "No snapshot is made (esb.snapshot): no volume can be laid over 'esb-snapshot-111111111111_rows', because invalid argument. The environment goes on without one.");
        assertThat(engine.volumes()).containsExactly(ROWS);
        assertThat(engine.containers()).doesNotContain("esb-a-holder");
    }

    @Test
    void saysWhichStateItDoesNotHave() {
        engine.docker.every(
                Diff.class,
                command -> command.container().equals(WEB)
                        ? List.of("/srv", "/srv/1", "/srv/2", "/srv/3", "/srv/4", "/srv/5", "/srv/6", "/srv/7")
                        : List.of());
        isolated = isolated.with(Models.yaml(isolated.model()
                .toString()
                .replace("\"esb-a_rows\"}", "\"esb-a_rows\"},\"far\":{\"driver\":\"nfs\"}")
                .replace(
                        "\"web\":{",
                        "\"web\":{\"volumes\":[{\"type\":\"volume\",\"source\":\"far\",\"target\":\"/far\"}],")));

        make();

        assertThat(messages.warnings)
                .containsExactly(
                        "'web' keeps state outside of its volumes, which the snapshot does not have: /srv/1, /srv/2, /srv/3, /srv/4, /srv/5 and 2 more",
                        "The snapshot does not have the volume 'far' (its data is elsewhere: driver nfs)");
        assertThat(all()).singleElement().extracting(Snapshot::state).isEqualTo(State.COMPLETE);
    }

    @Test
    void keepsNoMoreThanTheLimit() {
        engine.complete("222222222222", KEY, "shop", LONG_AGO, LONG_AGO, "rows");
        engine.complete("333333333333", KEY, "shop", LONG_AGO, LONG_AGO.plusSeconds(1), "rows");
        engine.volume("esb-snapshot-444444444444_rows", Map.of("dev.esb.snapshot", "444444444444"));

        make();

        assertThat(all()).extracting(Snapshot::id).containsExactly(ID, "333333333333");
        assertThat(engine.volumes())
                .doesNotContain("esb-snapshot-222222222222_rows", "esb-snapshot-444444444444_rows")
                .contains(ROWS, "esb-snapshot-333333333333_rows");
    }

    private void assertIsRefused(Made made, String reason, boolean isStopped) {
        assertThat(made).isEqualTo(new Made(running(), isStopped, Optional.empty()));
        assertThat(messages.warnings)
                .containsExactly("No snapshot is made (esb.snapshot): %s. The environment goes on without one."
                        .formatted(reason));
        assertThat(all()).singleElement().extracting(Snapshot::state).isEqualTo(State.REFUSED);
        assertThat(engine.docker.calls(Remove.class)).isEmpty();
        assertThat(engine.volumes()).contains(ROWS);
    }

    private Made make() {
        return new SnapshotMaker(
                        engine.docker,
                        "esb-a",
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(3),
                        overlays,
                        2,
                        messages,
                        time)
                .make(new SnapshotMaking(snapshot, data(), isolated), running(), proc);
    }

    private StackData data() {
        return StackData.of(isolated.model(), Map.of(), Path.of("/shop"));
    }

    private IsolatedModel running() {
        return isolated.with(data().with(Map.of("rows", ROWS), isolated.model()));
    }

    private IsolatedModel with(List<PathMove> moves, List<VolumeOverlay> externals) {
        return new IsolatedModel(isolated.model(), List.of(), List.of(), moves, externals, List.of(), List.of());
    }

    /** A container that only holds volumes. */
    private void hold(VolumeMount... mounts) {
        containers.add(new ContainerSummary(
                "holder", "esb-a-holder-1", "esb-a", "(overlays)", 0, "created", "Created", List.of()));
        engine.docker.answer(
                new Details(List.of("holder")),
                List.of(new ContainerDetails(
                        "esb-a-holder-1", "(overlays)", "", List.of(), List.of(), List.of(mounts))));
    }

    /** An archive of directories, whose names end with a slash, and of empty files. */
    private void prints(CopyOut command, String... names) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        for (String name : names) {
            char type = name.endsWith("/") ? TarHeader.DIRECTORY : TarHeader.FILE;
            archive.writeBytes(
                    new TarHeader(type, 0755, 0, 0, 0, 1).of(name.getBytes(StandardCharsets.UTF_8), new byte[0]));
        }
        archive.writeBytes(new byte[2 * TarHeader.BLOCK]);
        engine.docker.then(command, ignored -> new FakeDocker.Bytes(archive.toByteArray()));
    }

    private String inspected(List<String> ids) {
        ArrayNode all = new ObjectMapper().createArrayNode();
        for (String id : ids) {
            all.addObject()
                    .put("Id", id)
                    .<ObjectNode>setAll(Models.yaml(
                            "{Config: {Labels: {com.docker.compose.service: %s}}, State: {Status: %s, ExitCode: %s}}"
                                    .formatted(service(id), stateWhenStopped, exitCodes.get(id))));
        }
        return all.toString();
    }

    private String service(String id) {
        return containers.stream()
                .filter(container -> container.id().equals(id))
                .map(ContainerSummary::service)
                .findFirst()
                .orElseThrow();
    }

    private List<Snapshot> all() {
        return new Snapshots(engine.docker, time).all();
    }
}
