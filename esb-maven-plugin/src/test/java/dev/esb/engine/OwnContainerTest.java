package dev.esb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ContainerCommand.CopyOut;
import dev.esb.docker.ContainerCommand.Exec;
import dev.esb.docker.ContainerCommand.InspectSurroundings;
import dev.esb.docker.ContainerCommand.ListRunning;
import dev.esb.docker.ContainerSurroundings;
import dev.esb.docker.ContainerSurroundings.Attachment;
import dev.esb.docker.ContainerSurroundings.Mount;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.EngineDescription;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.FakeDocker.Lines;
import dev.esb.docker.NetworkCommand;
import dev.esb.engine.EnginePlace.Beside;
import dev.esb.engine.EnginePlace.Beside.BoundPath;
import dev.esb.engine.EnginePlace.Beside.Obstacle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnContainerTest {
    private static final String ID = "e9e324c9fd8ad6730bedfa47f14562513ccd7f39d8a54f6ae057cdb86bfa27df";
    private static final String OTHER = "8afe9d39f0abc76518e4a56e14608c319db8d38b7b5d84d8249f96b0ae9aad5f";

    /** Its default route leads to 172.17.0.1. */
    private static final List<String> ROUTES = List.of(
            "Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT",
            "eth0 00000000 010011AC 0003 0 0 0 00000000 0 0 0",
            "eth0 000011AC 00000000 0001 0 0 0 0000FFFF 0 0 0");

    private static final Attachment BRIDGE = new Attachment("c3c46ef6f3a4", "172.17.0.1");
    private static final Attachment SHOP = new Attachment("f43f515ea04c", "172.18.0.1");

    @TempDir
    private Path directory;

    private Path temporary;
    private Path mountinfo;
    private OwnContainer own;

    @BeforeEach
    void runInAContainer() throws IOException {
        temporary = Files.createDirectory(directory.resolve("temporary"));
        mountinfo = Files.writeString(
                directory.resolve("mountinfo"),
                "1 0 0:39 / / rw - overlay overlay rw\n2 1 254:0 /var/lib/docker/containers/%s/hostname /etc/hostname rw - ext4 x rw\n"
                        .formatted(ID));
        own = new OwnContainer(mountinfo, Files.write(directory.resolve("route"), ROUTES), List.of(temporary));
    }

    @Test
    void isFoundByAFileThatIsThereAndHere() {
        FakeDocker docker = engine(inBridge(), Set.of(ID));

        assertThat(own.find(docker, ""))
                .contains(new Beside(ID, "172.17.0.1", List.of(new BoundPath(Path.of("/srv/ci"), Path.of("/work")))));
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void hasItsDirectoriesInMemoryForItself() {
        ContainerSurroundings container = new ContainerSurroundings(
                ID,
                "host",
                List.of(),
                List.of(new Mount(Path.of("/srv/ci"), Path.of("/work"))),
                List.of(Path.of("/work/target")));

        assertThat(own.find(engine(container, Set.of(ID)), "")).hasValueSatisfying(place -> {
            assertThat(place.path(Path.of("/work/src"))).contains(Path.of("/srv/ci/src"));
            assertThat(place.path(Path.of("/work/target/x"))).isEmpty();
        });
    }

    @Test
    void isProvenOnce() {
        FakeDocker docker = engine(inBridge(), Set.of(ID));
        own.find(docker, "");
        int calls = docker.calls().size();

        assertThat(own.find(docker, "")).isPresent();
        assertThat(docker.calls()).hasSize(calls);
    }

    @Test
    void isNotTakenFromWhatAnotherEngineHasProven() {
        own.find(engine(inBridge(), Set.of(ID)), "");

        assertThat(own.find(new FakeDocker(), "")).isEmpty();
    }

    @Test
    void costsNoCommandOnAMachineThatIsNoContainer() throws IOException {
        Files.writeString(mountinfo, "1 0 254:1 / / rw - ext4 /dev/vda rw\n");
        FakeDocker docker = new FakeDocker();

        assertThat(own.find(docker, "")).isEmpty();
        assertThat(docker.calls()).isEmpty();
    }

    /** As with an engine in the container itself, or on another machine. */
    @Test
    void isNoneOfAnEngineThatDoesNotHaveIt() {
        FakeDocker docker = new FakeDocker().answer(new InspectSurroundings(List.of(ID)), List.of());

        assertThat(own.find(docker, "")).isEmpty();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void isNotAnotherOneWithoutTheFile() {
        FakeDocker docker = engine(inBridge(), Set.of()).answer(new ListRunning(), List.of());

        assertThat(own.find(docker, "")).isEmpty();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void isProvenInAnotherDirectoryWhereTheFirstIsInMemory() throws IOException {
        Path second = Files.createDirectory(directory.resolve("second"));
        own = new OwnContainer(mountinfo, directory.resolve("route"), List.of(temporary, second));
        FakeDocker docker = engine(inBridge(), Set.of(ID))
                .every(
                        CopyOut.class,
                        copy -> copy.path().startsWith(second.toString())
                                ? content(copy.path())
                                : FakeDocker.failure(1, "Could not find the file"));

        assertThat(own.find(docker, "")).isPresent();
        assertThat(Stream.of(temporary, second))
                .allSatisfy(each -> assertThat(each).isEmptyDirectory());
    }

    /** As Docker 28.5 does, where the engine's socket is mounted below a link of the image. */
    @Test
    void isProvenByAProgramInItWhereTheEngineCopiesNothing() {
        FakeDocker docker = engine(inBridge(), Set.of())
                .every(CopyOut.class, copy -> FakeDocker.failure(1, "statat var/run: path escapes from parent"))
                .every(
                        Exec.class,
                        exec -> exec.container().equals(ID)
                                ? content(exec.command().get(1))
                                : FakeDocker.failure(1, ""));

        assertThat(own.find(docker, "")).isPresent();
        assertThat(temporary).isEmptyDirectory();
    }

    /** Docker mounts the files of the other one into it. */
    @Test
    void isFoundWhereItUsesTheNetworkOfAnotherOne() {
        ContainerSurroundings mine = surroundings(OTHER, "container:" + ID, List.of(), List.of());
        FakeDocker docker = engine(inBridge(), Set.of(OTHER))
                .answer(new ListRunning(), List.of(ID, OTHER))
                .answer(new InspectSurroundings(List.of(ID, OTHER)), List.of(inBridge(), mine));

        assertThat(own.find(docker, "")).contains(new Beside(OTHER, "172.17.0.1", List.of()));
    }

    @Test
    void reachesPortsOnLoopbackInTheNetworkOfTheHost() {
        FakeDocker docker = engine(surroundings(ID, "host", List.of(), List.of()), Set.of(ID));

        assertThat(own.find(docker, "")).contains(new Beside(ID, "127.0.0.1", List.of()));
    }

    @ParameterizedTest
    @CsvSource({"c3c46ef6f3a4, 172.17.0.1", "f43f515ea04c, 172.18.0.1"})
    void reachesPortsOnTheGatewayOfItsDefaultRouteElseOfAnotherBridge(String bridge, String gateway) {
        List<Attachment> both = List.of(SHOP, BRIDGE);
        FakeDocker docker =
                engine(surroundings(ID, "shop", both, List.of()), Set.of(ID)).answer(bridges(both), Set.of(bridge));

        assertThat(own.find(docker, "")).map(Beside::host).contains(gateway);
    }

    @Test
    void prefersTheDefaultRouteToTheFirstBridge() {
        List<Attachment> both = List.of(SHOP, BRIDGE);
        FakeDocker docker = engine(surroundings(ID, "shop", both, List.of()), Set.of(ID))
                .answer(bridges(both), Set.of(SHOP.network(), BRIDGE.network()));

        assertThat(own.find(docker, "")).map(Beside::host).contains("172.17.0.1");
    }

    @Test
    void reachesNoPortsFromInternalNetworksAlone() {
        List<Attachment> internal = List.of(SHOP, new Attachment("e2b63d515f7e", ""));
        FakeDocker docker = engine(surroundings(ID, "shop", internal, List.of()), Set.of(ID))
                .answer(bridges(List.of(SHOP)), Set.of());

        assertThat(own.find(docker, "")).map(Beside::obstacle).contains(Optional.of(Obstacle.NO_GATEWAY));
    }

    @Test
    void reachesNoPortsWithoutANetwork() {
        FakeDocker docker = engine(surroundings(ID, "none", List.of(), List.of()), Set.of(ID));

        assertThat(own.find(docker, "")).map(Beside::obstacle).contains(Optional.of(Obstacle.NO_GATEWAY));
    }

    @Test
    void reachesNoPortsOfARootlessEngine() {
        FakeDocker docker = engine(inBridge(), Set.of(ID), "name=rootless");

        assertThat(own.find(docker, "")).map(Beside::obstacle).contains(Optional.of(Obstacle.ROOTLESS));
    }

    @Test
    void knowsThePartOfAVolumeThatIsMountedAndWhatIsInMemory() {
        String answer = """
                {"id":"ID","mode":"bridge","networks":{"bridge":{"NetworkID":"c3c46ef6f3a4","Gateway":"172.17.0.1"}},\
                "mounts":[{"Type":"volume","Source":"/var/lib/docker/volumes/v/_data","Destination":"/data"},\
                {"Type":"bind","Source":"/srv/ci","Destination":"/work"},{"Type":"tmpfs","Source":"","Destination":"/tmp"}],\
                "asked":[{"Type":"volume","Source":"v","Target":"/data","VolumeOptions":{"Subpath":"part"}}],"tmpfs":{"/work/target":""}}
                """;

        assertThat(new InspectSurroundings(List.of("ID")).parse(answer))
                .containsExactly(new ContainerSurroundings(
                        "ID",
                        "bridge",
                        List.of(BRIDGE),
                        List.of(
                                new Mount(Path.of("/var/lib/docker/volumes/v/_data/part"), Path.of("/data")),
                                new Mount(Path.of("/srv/ci"), Path.of("/work"))),
                        List.of(Path.of("/tmp"), Path.of("/work/target"))));
    }

    private static ContainerSurroundings surroundings(
            String id, String networkMode, List<Attachment> attachments, List<Mount> mounts) {
        return new ContainerSurroundings(id, networkMode, attachments, mounts, List.of());
    }

    private static ContainerSurroundings inBridge() {
        return surroundings(ID, "bridge", List.of(BRIDGE), List.of(new Mount(Path.of("/srv/ci"), Path.of("/work"))));
    }

    /** @param same containers that have the files that are here */
    private static FakeDocker engine(ContainerSurroundings container, Set<String> same) {
        return engine(container, same, "name=seccomp");
    }

    private static FakeDocker engine(ContainerSurroundings container, Set<String> same, String security) {
        return new FakeDocker()
                .answer(new InspectSurroundings(List.of(ID)), List.of(container))
                .answer(bridges(List.of(BRIDGE)), Set.of(BRIDGE.network()))
                .then(new EngineCommand.Describe(), command -> description(security))
                .everyFails(Exec.class, 1, "No such file or directory")
                .every(
                        CopyOut.class,
                        copy -> same.contains(copy.container())
                                ? content(copy.path())
                                : FakeDocker.failure(1, "Could not find the file"));
    }

    private static NetworkCommand.OpenBridges bridges(List<Attachment> attachments) {
        return new NetworkCommand.OpenBridges(
                attachments.stream().map(Attachment::network).toList());
    }

    private static EngineDescription description(String security) {
        return new EngineCommand.Describe().parse("{\"SecurityOptions\":[\"%s\"]}".formatted(security));
    }

    /** As in an archive: other lines before and after. */
    private static Lines content(String file) {
        try {
            return new Lines(Stream.of(List.of("name\0\0"), Files.readAllLines(Path.of(file)), List.of("\0\0"))
                    .flatMap(List::stream)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
