package dev.esb.moved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.archive.TarHeader;
import dev.esb.docker.ContainerCommand.CopyOut;
import dev.esb.docker.ContainerCommand.CreateWithVolumes;
import dev.esb.docker.ContainerCommand.InspectMounts;
import dev.esb.docker.ContainerCommand.ListMounting;
import dev.esb.docker.ContainerCommand.Pause;
import dev.esb.docker.ContainerCommand.SetAttributes;
import dev.esb.docker.ContainerMounts;
import dev.esb.docker.EngineIds;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.ImageCommand.ImportEmpty;
import dev.esb.docker.NewVolume;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Remove;
import dev.esb.docker.VolumeCommand.Create;
import dev.esb.docker.VolumeCommand.Described;
import dev.esb.docker.VolumeCommand.Inspect;
import dev.esb.docker.VolumeCommand.RemoveUnused;
import dev.esb.docker.VolumeStore;
import dev.esb.engine.Engine;
import dev.esb.engine.EnginePlace;
import dev.esb.engine.EnginePlace.Beside.BoundPath;
import dev.esb.environment.ByteSize;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.Obstacle;
import dev.esb.environment.Obstacle.Kind;
import dev.esb.environment.Obstacles;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathVolume;
import dev.esb.environment.StackEntries;
import dev.esb.environment.VolumeOverlay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class OverlayVolumesTest {
    private static final String REFUSED =
            "Error response from daemon: failed to mount local volume: mount overlay:/v/_data, data: lowerdir=/x: ";
    private static final TarHeader OWN = new TarHeader(TarHeader.DIRECTORY, 02750, 999, 888, 0, 5);

    private static final EnginePlace BESIDE =
            new EnginePlace.Beside("own", "172.17.0.1", List.of(new BoundPath(Path.of("/engine"), Path.of("/"))));

    @TempDir
    private Path directory;

    private final FakeDocker docker = new FakeDocker();
    private final Map<String, Described> onEngine = new ConcurrentHashMap<>();
    private final List<ContainerMounts.Listed> running = new ArrayList<>();
    private final List<ContainerMounts> writing = new ArrayList<>();
    private final Set<String> isolated = new HashSet<>();
    private Engine engine = engine(BESIDE, VolumeStore.UNKNOWN);
    private PathVolume data;
    private PathVolume logs;

    @BeforeEach
    void answer() throws IOException {
        data = volume("data");
        logs = volume("logs");
        docker.every(ListMounting.class, command -> running)
                .every(InspectMounts.class, command -> writing)
                .every(Create.class, command -> add(command.name(), command.labels()))
                .every(Inspect.class, command -> {
                    List<Described> found = new ArrayList<>();
                    command.names().stream()
                            .filter(onEngine::containsKey)
                            .forEach(name -> found.add(onEngine.get(name)));
                    return found;
                })
                .every(RemoveUnused.class, command -> {
                    command.names().forEach(onEngine::remove);
                    return null;
                })
                .every(ImportEmpty.class, command -> "sha256:a1")
                .every(CreateWithVolumes.class, command -> {
                    command.created().values().forEach(volume -> add(volume.name(), volume.labels()));
                    return command.name().orElseThrow();
                })
                .every(CopyOut.class, command -> new FakeDocker.Lines(List.of(header())));
    }

    @Test
    void runsNoCommandWhereNoDirectoryHasOne() {
        PathVolume moved = new PathVolume(directory.resolve("var"), false);

        assertThat(provide(moved)).isEmpty();
        assertThat(docker.calls()).isEmpty();
    }

    @Test
    void laysAVolumeOverTheDirectoryWithItsAttributesAndHoldsAll() throws IOException {
        assertThat(provide(data)).isEmpty();

        String name = data.name("esb-a");
        assertThat(overlays()).singleElement().satisfies(command -> {
            assertThat(command.name()).isEqualTo(name);
            assertThat(command.overlay().orElseThrow())
                    .startsWith("lowerdir=/engine%s,upperdir=/v/%s.upper/_data,workdir=/v/%s.work/_data,"
                            .formatted(data.path(), name, name));
            assertThat(command.labels())
                    .containsEntry("com.docker.compose.project", "esb-a")
                    .containsEntry("dev.esb.build", "b")
                    .containsEntry("dev.esb.path", data.path().toString())
                    .containsEntry(
                            "dev.esb.overlay",
                            Files.getAttribute(data.path(), "unix:ino").toString());
        });
        assertThat(docker.calls(CreateWithVolumes.class)).singleElement().satisfies(command -> {
            assertThat(command.volumes().values()).containsExactlyInAnyOrder(name, name + ".upper", name + ".work");
            assertThat(command.labels()).doesNotContainKey("com.docker.compose.config-hash");
        });
        assertThat(docker.calls(SetAttributes.class))
                .containsExactly(new SetAttributes(name + "-holder", OWN, Path.of("/esb/0/merged"), false));
    }

    /** Then all volumes are made by the command that makes the container. */
    @Test
    void asksTheEngineNeitherForDirectoriesThatFollowNorForAnOwnerThatThisProcessSees() throws IOException {
        engine = engine(new EnginePlace.Here(), new VolumeStore(Optional.of("/var/volumes"), true));
        Files.setPosixFilePermissions(data.path(), PosixFilePermissions.fromString("rwxr-x---"));
        Files.setLastModifiedTime(data.path(), FileTime.fromMillis(7_000));

        assertThat(provide(data)).isEmpty();

        String name = data.name("esb-a");
        assertThat(last().overlay().orElseThrow())
                .startsWith("lowerdir=%s,upperdir=/var/volumes/%s.upper/_data,workdir=/var/volumes/%s.work/_data,"
                        .formatted(data.path(), name, name));
        assertThat(docker.calls(Create.class)).isEmpty();
        assertThat(docker.calls(Inspect.class)).hasSize(1);
        assertThat(docker.calls(CopyOut.class)).isEmpty();
        assertThat(docker.calls(SetAttributes.class)).singleElement().satisfies(command -> {
            assertThat(command.attributes().mode()).isEqualTo(0750);
            assertThat(command.attributes().time()).isEqualTo(7);
            assertThat(command.attributes().uid())
                    .isEqualTo(((Number) Files.getAttribute(data.path(), "unix:uid")).longValue());
        });
    }

    /** A container can have other numbers for the same accounts. */
    @Test
    void asksTheEngineForTheOwnerWhereThatHasAccountsOfItsOwn() {
        engine = engine(new EnginePlace.Here(), new VolumeStore(Optional.of("/var/volumes"), false));

        assertThat(provide(data)).isEmpty();

        assertThat(docker.calls(SetAttributes.class))
                .singleElement()
                .extracting(SetAttributes::attributes)
                .isEqualTo(OWN);
    }

    @Test
    void onlyAsksWhereTheEnvironmentHasAll() {
        provide(data, logs);
        int calls = docker.calls().size();

        assertThat(provide(data, logs)).isEmpty();

        assertThat(docker.calls()).hasSize(calls + 2);
    }

    @Test
    void triesAttributesOfUsersWhereTheEngineMayNotUseTheOthers() {
        docker.every(
                SetAttributes.class,
                command -> last().overlay().orElseThrow().contains("userxattr")
                        ? null
                        : FakeDocker.failure(1, REFUSED + "operation not permitted"));

        assertThat(provide(data)).isEmpty();

        assertThat(last().overlay().orElseThrow()).endsWith(",userxattr");
        assertThat(docker.calls(Remove.class))
                .containsExactly(new Remove(ResourceCommand.Kind.CONTAINER, List.of(data.name("esb-a") + "-holder")));
    }

    @Test
    void leavesNothingWhereTheEngineCannotDoItAndSaysWhy() {
        docker.every(SetAttributes.class, command -> FakeDocker.failure(1, REFUSED + "invalid argument"));

        assertThat(provide(data)).isEqualTo(Map.of(data.path(), "invalid argument"));

        assertThat(onEngine).isEmpty();
        assertThat(docker.calls(Remove.class)).hasSize(2);
    }

    @Test
    void doesItForTheOthersWhereOneIsImpossible() {
        docker.every(
                SetAttributes.class,
                command -> onEngine.containsKey(logs.name("esb-a"))
                        ? FakeDocker.failure(1, REFUSED + "invalid argument")
                        : null);

        assertThat(provide(data, logs)).isEqualTo(Map.of(logs.path(), "invalid argument"));

        String name = data.name("esb-a");
        assertThat(onEngine).containsOnlyKeys(name, name + ".upper", name + ".work");
    }

    @Test
    void doesNotTryAPathThatNoMountTakes() throws IOException {
        PathVolume comma = volume("a,ro");

        assertThat(provide(comma).get(comma.path())).startsWith("after a comma");

        assertThat(onEngine).isEmpty();
        assertThat(docker.calls(CreateWithVolumes.class)).isEmpty();
    }

    @Test
    void refusesADirectoryThatWasReplacedOrRemoved() throws IOException {
        provide(data);
        Path old = Files.move(data.path(), directory.resolve("old"));

        assertThatThrownBy(() -> provide(data))
                .isInstanceOf(EsbException.class)
                .hasMessage(
                        "'%s' was removed since 'a' was brought up, which keeps what its containers have written into what was there. Put it back, or take the environment down, with what its containers have written: mvn esb:down -Desb.env=a"
                                .formatted(data.path()));
        Files.createDirectory(data.path());
        assertThatThrownBy(() -> provide(data)).hasMessageContaining("was replaced by another one");
        Files.delete(data.path());
        Files.move(old, data.path());
        assertThat(provide(data)).isEmpty();
    }

    @Test
    void saysSoWhereWhatWasWrittenIsLost() {
        provide(data);
        onEngine.remove(data.name("esb-a") + ".upper");

        assertThatThrownBy(() -> provide(data))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("is lost")
                .hasMessageContaining("mvn esb:down -Desb.env=a");
    }

    @Test
    void laysAVolumeOverOneThatIsMadeOutsideTheStackAndKeepsThatFromBeingRemoved() {
        onEngine.put("shop-data", new Described("shop-data", "/v/shop-data/_data", "local", false, "monday", Map.of()));

        assertThat(provide(List.of(new VolumeOverlay("data", "esb-a_data", "shop-data")))
                        .isEmpty())
                .isTrue();

        assertThat(overlays()).singleElement().satisfies(command -> {
            assertThat(command.overlay().orElseThrow())
                    .startsWith("lowerdir=/v/shop-data/_data,upperdir=/v/esb-a_data.upper/_data,");
            assertThat(command.labels())
                    .containsEntry("dev.esb.overlay", "monday")
                    .containsEntry("dev.esb.below", "shop-data")
                    .doesNotContainKey("dev.esb.path");
        });
        assertThat(docker.calls(CreateWithVolumes.class)).singleElement().satisfies(command -> {
            assertThat(command.read()).isEqualTo(Map.of("/esb/0/lower", "shop-data"));
        });
        onEngine.put("shop-data", new Described("shop-data", "/v/shop-data/_data", "local", false, "today", Map.of()));
        assertThatThrownBy(() -> provide(List.of(new VolumeOverlay("data", "esb-a_data", "shop-data"))))
                .hasMessageContaining("'shop-data' was replaced by another one since 'a' was brought up");
    }

    @Test
    void laysNoneOverAVolumeWhoseDataIsElsewhereOrThatIsNotThere() {
        onEngine.put("nfs", new Described("nfs", "/v/nfs/_data", "local", true, "monday", Map.of()));

        Obstacles obstacles = provide(List.of(
                new VolumeOverlay("files", "esb-a_files", "nfs"), new VolumeOverlay("rows", "esb-a_rows", "rows")));

        assertThat(obstacles.volumes())
                .isEqualTo(Map.of(
                        "nfs",
                                new Obstacle(
                                        "its data is not a directory of the engine (driver 'local')", Kind.IMPOSSIBLE),
                        "rows", new Obstacle("it is not on the engine", Kind.IMPOSSIBLE)));
        assertThat(docker.calls(Create.class)).isEmpty();
    }

    @Test
    void laysNoneOverWhatAContainerOutsideWritesTo() {
        onEngine.put("shop-data", new Described("shop-data", "/v/shop-data/_data", "local", false, "monday", Map.of()));
        String path = "/engine" + data.path();
        running.add(new ContainerMounts.Listed("1", "shop", "shop-data," + path + "/rows"));
        running.add(new ContainerMounts.Listed("2", "esb-a", "shop-data"));
        running.add(new ContainerMounts.Listed("own", "", path));
        writing.add(new ContainerMounts("db", List.of("shop-data", path + "/rows")));
        writing.add(new ContainerMounts("web", List.of(path)));
        writing.add(new ContainerMounts("agent", List.of("/", "/engine", path + "-other", "shop-data-2")));

        Obstacles obstacles = provide(List.of(new VolumeOverlay("data", "esb-a_data", "shop-data")), data, logs);

        assertThat(docker.calls(InspectMounts.class)).containsExactly(new InspectMounts(List.of("1")));
        assertThat(obstacles.volumes())
                .isEqualTo(Map.of(
                        "shop-data", new Obstacle("the container 'db' has it mounted for writing", Kind.IN_USE)));
        assertThat(obstacles.directories())
                .isEqualTo(Map.of(
                        data.path(),
                        new Obstacle("the containers 'db', 'web' have it mounted for writing", Kind.IN_USE)));
        assertThat(onEngine).containsKey(logs.name("esb-a")).doesNotContainKey(data.name("esb-a"));
    }

    @Test
    void copiesWhatAContainerOutsideWritesToAndTheUserHasIsolated() {
        onEngine.put("shop-data", new Described("shop-data", "/v/shop-data/_data", "local", false, "monday", Map.of()));
        String path = "/engine" + data.path();
        running.add(new ContainerMounts.Listed("1", "shop", "shop-data," + path));
        writing.add(new ContainerMounts("db", List.of("shop-data", path)));
        isolated.addAll(List.of("rows", "./data"));
        docker.every(Pause.class, command -> true)
                .every(
                        CopyOut.class,
                        command -> command.path().startsWith("/from")
                                ? new FakeDocker.Bytes(new byte[0])
                                : new FakeDocker.Lines(List.of(header())))
                .every(CreateWithVolumes.class, command -> {
                    command.created().values().forEach(volume -> add(volume.name(), volume.labels()));
                    return command.name().orElse("helper");
                });

        Obstacles obstacles = provide(List.of(new VolumeOverlay("rows", "esb-a_rows", "shop-data")), data, logs);

        Obstacle copied = new Obstacle("the container 'db' has it mounted for writing", Kind.COPIED);
        assertThat(obstacles).isEqualTo(new Obstacles(Map.of(data.path(), copied), Map.of("shop-data", copied)));
        assertThat(docker.calls(CreateWithVolumes.class))
                .extracting(CreateWithVolumes::read)
                .contains(Map.of("/from/esb0", path, "/from/esb1", "shop-data"));
        assertThat(docker.calls(CreateWithVolumes.class))
                .extracting(CreateWithVolumes::volumes)
                .contains(Map.of("/esb0", data.name("esb-a"), "/esb1", "esb-a_rows"));
        assertThat(overlays()).singleElement().extracting(NewVolume::name).isEqualTo(logs.name("esb-a"));
    }

    /** Of an environment that was brought up with a copy. */
    @Test
    void leavesAVolumeAloneThatIsNoOverlay() {
        onEngine.put(
                "esb-a_data", new Described("esb-a_data", "/v/esb-a_data/_data", "local", false, "monday", Map.of()));

        assertThat(provide(List.of(new VolumeOverlay("data", "esb-a_data", "shop-data")))
                        .volumes())
                .isEqualTo(Map.of("shop-data", new Obstacle("it is copied", Kind.COPIED)));

        assertThat(docker.calls()).hasSize(2);
    }

    private static Engine engine(EnginePlace place, VolumeStore volumes) {
        return new Engine(EngineIds.lasting("engine"), place, true, volumes);
    }

    private Map<Path, String> provide(PathVolume... volumes) {
        Map<Path, String> reasons = new HashMap<>();
        provide(List.of(), volumes).directories().forEach((path, obstacle) -> reasons.put(path, obstacle.reason()));
        return reasons;
    }

    private Obstacles provide(List<VolumeOverlay> externals, PathVolume... volumes) {
        List<PathMove> moves = new ArrayList<>();
        for (PathVolume volume : volumes) {
            moves.add(new PathMove(volume.path(), false, new InVolume(volume, ""), false));
        }
        return new OverlayVolumes(
                        docker,
                        EnvironmentKey.of("a", ""),
                        Map.of("dev.esb.build", "b"),
                        engine,
                        onEngine.isEmpty(),
                        new StackEntries(directory, isolated),
                        new PausedCopies(docker, new ByteSize(1_000_000), Reporter.NONE, () -> {}, Sleep.SYSTEM))
                .provide(moves, externals);
    }

    private PathVolume volume(String name) throws IOException {
        return new PathVolume(Files.createDirectories(directory.resolve(name)), false).asOverlay();
    }

    private Object add(String name, Map<String, String> labels) {
        onEngine.putIfAbsent(name, new Described(name, "/v/" + name + "/_data", "local", false, "today", labels));
        return null;
    }

    /** Those that were created over others, by themselves or with the container. */
    private List<NewVolume> overlays() {
        return Stream.concat(
                        docker.calls(Create.class).stream().map(Create::volume),
                        docker.calls(CreateWithVolumes.class).stream()
                                .flatMap(command -> command.created().values().stream()))
                .filter(volume -> volume.overlay().isPresent())
                .toList();
    }

    private NewVolume last() {
        List<NewVolume> all = overlays();
        return all.get(all.size() - 1);
    }

    private static String header() {
        return new String(
                OWN.of("lower/".getBytes(StandardCharsets.US_ASCII), new byte[0]), StandardCharsets.ISO_8859_1);
    }
}
