package dev.esb.plan;

import static dev.esb.environment.Requests.bound;
import static dev.esb.environment.Requests.port;
import static dev.esb.environment.Requests.range;
import static dev.esb.environment.Requests.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerDetails;
import dev.esb.docker.ContainerDetails.ConfiguredPort;
import dev.esb.docker.ContainerDetails.VolumeMount;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.FakeDocker;
import dev.esb.environment.Directories;
import dev.esb.environment.EngineFiles;
import dev.esb.environment.PathPlace;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathPlace.OnHost;
import dev.esb.environment.PathVolume;
import dev.esb.environment.PortRange;
import dev.esb.environment.PortRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningEnvironmentTest {
    @TempDir
    private Path directory;

    @Test
    void hasThePortsThatItsServicesPublish() {
        RunningEnvironment running = running(
                container("web", published(80, "127.0.0.1", 20016)),
                container("api", published(80, "127.0.0.1", 20017)));

        assertThat(ports(
                        running,
                        List.of(
                                port("api", 8079, 80),
                                port("new", 8078, 80),
                                port("web", 8080, 80),
                                port("web", 8080, 80, "udp"),
                                port("web", 8443, 443))))
                .isEqualTo(Map.of(port("api", 8079, 80), one(20017), port("web", 8080, 80), one(20016)));
    }

    @Test
    void hasOnePortForEachTimeThatTheFileHasIt() {
        RunningEnvironment running =
                running(container("web", published(80, "127.0.0.1", 20016), published(80, "127.0.0.1", 20017)));

        assertThat(ports(running, List.of(port("web", 8080, 80), port("web", 8081, 80), port("web", 8082, 80))))
                .isEqualTo(Map.of(port("web", 8080, 80), one(20016), port("web", 8081, 80), one(20017)));
    }

    @Test
    void doesNotKeepAPortOnAnotherAddressThanTheFilesOne() {
        RunningEnvironment running =
                running(container("web", published(80, "::1", 20016), published(80, "127.0.0.1", 20017)));
        PortRequest any = port("web", 8081, 80);
        PortRequest loopback = bound("::1", "web", 8080, 80);

        assertThat(ports(running, List.of(any, loopback))).isEqualTo(Map.of(any, one(20017), loopback, one(20016)));
        assertThat(ports(running, List.of(bound("192.0.2.1", "web", 8080, 80)))).isEmpty();
    }

    @Test
    void knowsAPortWhoseVariableIsOnBothSidesOfTheColon() {
        RunningEnvironment running = running(container("redis", published(20016, "127.0.0.1", 20016)));
        PortRequest redis = variable("PORT", "redis", 6379, 6379);

        assertThat(ports(running, List.of(redis))).isEqualTo(Map.of(redis, one(20016)));
        assertThat(ports(running, List.of(port("redis", 6379, 6379)))).isEmpty();
    }

    @Test
    void hasTheRangeOfAServiceWithSeveralContainers() {
        ConfiguredPort ports = new ConfiguredPort(80, "tcp", "127.0.0.1", 20016, 3);
        RunningEnvironment running = running(container("web", ports), container("web", ports));
        PortRequest web = range("web", 8080, 3, 80);

        assertThat(ports(running, List.of(web, port("web", 8090, 80))))
                .isEqualTo(Map.of(web, new PortRange(20016, 20018)));
    }

    @Test
    void knowsThePathsThatAreInVolumes() {
        RunningEnvironment running = running(mounting(
                new VolumeMount(volume("rows", false).name("esb-a"), "", "/rows"),
                new VolumeMount(volume("app", false).name("esb-a"), "log/today", "/today"),
                new VolumeMount(volume("settings", true).name("esb-a"), "settings", "/settings"),
                new VolumeMount("esb-a_conf", "", "/conf")));

        assertThat(moved(running, Set.of("rows", "rows/part", "app", "app/log/today", "settings", "conf", "new")))
                .isEqualTo(Map.of(
                        path("rows"), new InVolume(volume("rows", false), ""),
                        path("app/log/today"), new InVolume(volume("app", false), "log/today"),
                        path("settings"), new InVolume(volume("settings", true), "settings")));
    }

    @Test
    void knowsThePathsThatAnEarlierVersionHasMovedToTheHost() {
        Path rows = data().resolve("rows");

        assertThat(moved(running(binding(rows)), Set.of("rows", "conf")))
                .isEqualTo(Map.of(path("rows"), new OnHost(rows)));
    }

    /** It is not among the mounts of a container. */
    @Test
    void knowsTheDirectoryOfAVolumeThatAnEarlierVersionHasMovedToTheHost() throws IOException {
        Path place = Files.createDirectories(data().resolve("volume"));

        assertThat(moved(running(container("db")), Set.of("volume")))
                .isEqualTo(Map.of(path("volume"), new OnHost(place)));
        assertThat(moved(RunningEnvironment.NONE, Set.of("volume"))).isEmpty();
    }

    /** Of {@code ./app:/app} and {@code ./app/logs:/app/logs}, the second alone has moved. */
    @Test
    void doesNotMoveAPathBelowWhichAnotherOneHasMoved() throws IOException {
        Path logs = Files.createDirectories(data().resolve("app/logs"));

        assertThat(moved(running(binding(logs), binding(Path.of("/stack/app"))), Set.of("app", "app/logs")))
                .isEqualTo(Map.of(path("app/logs"), new OnHost(logs)));
    }

    @Test
    void tellsACopyFromRunTimeData() {
        PathVolume copied = volume("html", false).asCopy();
        PathVolume data = volume("data", false);
        PathVolume renewed = volume("conf", false).asCopy("digest");
        RunningEnvironment running = running(mounting(
                new VolumeMount(copied.name("esb-a"), "sub", "/sub"),
                new VolumeMount(data.name("esb-a"), "", "/data"),
                new VolumeMount(renewed.name("esb-a"), "", "/conf")));

        assertThat(moved(running, Set.of("html", "html/sub", "data", "conf")))
                .isEqualTo(Map.of(path("html/sub"), new InVolume(copied, "sub"), path("data"), new InVolume(data, "")));
        assertThat(running.volumes())
                .containsExactlyInAnyOrder(copied.name("esb-a"), data.name("esb-a"), renewed.name("esb-a"));
    }

    private Map<Path, PathPlace> moved(RunningEnvironment running, Set<String> names) {
        Set<String> sources = names.stream().map(name -> path(name).toString()).collect(Collectors.toSet());
        Set<String> ofVolumes =
                sources.stream().filter(path -> path.endsWith("/volume")).collect(Collectors.toSet());
        return running.moved(sources, ofVolumes, directory.resolve("stack"), directories(), "esb-a", EngineFiles.ALL);
    }

    private Path path(String name) {
        return directory.resolve("stack").resolve(name);
    }

    private PathVolume volume(String name, boolean isFile) {
        return new PathVolume(path(name), isFile);
    }

    private static ContainerDetails mounting(VolumeMount... mounts) {
        return new ContainerDetails("db-1", "db", "", List.of(), List.of(), List.of(mounts));
    }

    private static ContainerDetails binding(Path path) {
        return new ContainerDetails("db-1", "db", "", List.of(), List.of(path.toString()), List.of());
    }

    private Directories directories() {
        return new Directories(directory.resolve("home"), directory.resolve("run"), directory.resolve("target"));
    }

    private Path data() {
        return directories().data();
    }

    private static RunningEnvironment running(ContainerDetails... containers) {
        return new RunningEnvironment(List.of(containers), List.of());
    }

    private static ContainerDetails container(String service, ConfiguredPort... ports) {
        return new ContainerDetails(service + "-1", service, "", List.of(ports), List.of(), List.of());
    }

    private static ConfiguredPort published(int target, String address, int port) {
        return new ConfiguredPort(target, "tcp", address, port, 1);
    }

    private static PortRange one(int port) {
        return new PortRange(port, port);
    }

    private static Map<PortRequest, PortRange> ports(RunningEnvironment running, List<PortRequest> requests) {
        return running.ports(requests, UnaryOperator.identity());
    }

    /** Else a path that is in one would get a new place, and its data would be lost to the environment. */
    @Test
    void takesVolumesOfASnapshotForItsOwn() {
        PathVolume rows = volume("rows", false);
        FakeDocker docker = new FakeDocker()
                .answer(
                        new ContainerCommand.ListAll("com.docker.compose.project=esb-a"),
                        List.of(new ContainerSummary("1", "esb-a-db-1", "esb-a", "db", 1, "running", "Up", List.of())))
                .answer(
                        new ContainerCommand.Details(List.of("1")),
                        List.of(mounting(
                                new VolumeMount("esb-snapshot-0123456789ab_path-rows-01234567", "", "/rows"),
                                new VolumeMount("esb-snapshot-of-mine", "sub", "/mine"),
                                new VolumeMount("shop", "", "/shop"))));
        RunningEnvironment running = new RunningEnvironment(RunningEnvironment.containers(docker, "esb-a"), List.of());

        assertThat(moved(running, Set.of("rows"))).isEqualTo(Map.of(path("rows"), new InVolume(rows, "")));
    }
}
