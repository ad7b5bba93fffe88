package dev.esb.plan;

import static dev.esb.environment.Requests.bound;
import static dev.esb.environment.Requests.port;
import static dev.esb.environment.Requests.range;
import static dev.esb.environment.Requests.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ContainerDetails;
import dev.esb.docker.ContainerDetails.ConfiguredPort;
import dev.esb.environment.Directories;
import dev.esb.environment.PortRange;
import dev.esb.environment.PortRequest;
import dev.esb.isolation.PathState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

        assertThat(running.ports(List.of(
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

        assertThat(running.ports(List.of(port("web", 8080, 80), port("web", 8081, 80), port("web", 8082, 80))))
                .isEqualTo(Map.of(port("web", 8080, 80), one(20016), port("web", 8081, 80), one(20017)));
    }

    @Test
    void doesNotKeepAPortOnAnotherAddressThanTheFilesOne() {
        RunningEnvironment running =
                running(container("web", published(80, "::1", 20016), published(80, "127.0.0.1", 20017)));
        PortRequest any = port("web", 8081, 80);
        PortRequest loopback = bound("::1", "web", 8080, 80);

        assertThat(running.ports(List.of(any, loopback))).isEqualTo(Map.of(any, one(20017), loopback, one(20016)));
        assertThat(running.ports(List.of(bound("192.0.2.1", "web", 8080, 80)))).isEmpty();
    }

    @Test
    void knowsAPortWhoseVariableIsOnBothSidesOfTheColon() {
        RunningEnvironment running = running(container("redis", published(20016, "127.0.0.1", 20016)));
        PortRequest redis = variable("PORT", "redis", 6379, 6379);

        assertThat(running.ports(List.of(redis))).isEqualTo(Map.of(redis, one(20016)));
        assertThat(running.ports(List.of(port("redis", 6379, 6379)))).isEmpty();
    }

    @Test
    void hasTheRangeOfAServiceWithSeveralContainers() {
        ConfiguredPort ports = new ConfiguredPort(80, "tcp", "127.0.0.1", 20016, 3);
        RunningEnvironment running = running(container("web", ports), container("web", ports));
        PortRequest web = range("web", 8080, 3, 80);

        assertThat(running.ports(List.of(web, port("web", 8090, 80))))
                .isEqualTo(Map.of(web, new PortRange(20016, 20018)));
    }

    @Test
    void keepsMovedAPathThatAppearsOnTheHostWhileItRuns() {
        Path moved = data().resolve("rows");
        RunningEnvironment running = new RunningEnvironment(
                List.of(new ContainerDetails("db", List.of(), List.of(moved.toString()))), List.of());

        assertThat(states(
                        running,
                        Map.of("rows", PathState.PRESENT, "conf", PathState.PRESENT, "new", PathState.MISSING)))
                .isEqualTo(paths(Map.of(
                        "rows", PathState.MOVED_DIRECTORY, "conf", PathState.PRESENT, "new", PathState.MISSING)));
    }

    @Test
    void keepsMovedAFileAsAFile() throws IOException {
        Path moved = data().resolve("settings");
        Files.createDirectories(data());
        Files.createFile(moved);
        RunningEnvironment running = new RunningEnvironment(
                List.of(new ContainerDetails("db", List.of(), List.of(moved.toString()))), List.of());

        assertThat(states(running, Map.of("settings", PathState.PRESENT)))
                .isEqualTo(paths(Map.of("settings", PathState.MOVED_FILE)));
    }

    /** It is not among the mounts of a container. */
    @Test
    void keepsMovedTheDirectoryOfAVolume() throws IOException {
        Files.createDirectories(data().resolve("volume"));
        Map<String, PathState> states = Map.of("volume", PathState.PRESENT);

        assertThat(states(running(container("db")), states))
                .isEqualTo(paths(Map.of("volume", PathState.MOVED_DIRECTORY)));
        assertThat(states(RunningEnvironment.NONE, states)).isEqualTo(paths(states));
    }

    /** Of {@code ./app:/app} and {@code ./app/logs:/app/logs}, the second alone has moved. */
    @Test
    void doesNotMoveAPathBelowWhichAnotherOneHasMoved() throws IOException {
        Path logs = data().resolve("app/logs");
        Files.createDirectories(logs);
        RunningEnvironment running = new RunningEnvironment(
                List.of(new ContainerDetails("web", List.of(), List.of(logs.toString(), "/stack/app"))), List.of());

        assertThat(states(running, Map.of("app", PathState.PRESENT, "app/logs", PathState.MISSING)))
                .isEqualTo(paths(Map.of("app", PathState.PRESENT, "app/logs", PathState.MOVED_DIRECTORY)));
    }

    private Map<String, PathState> states(RunningEnvironment running, Map<String, PathState> states) {
        Set<String> ofVolumes = paths(states).keySet().stream()
                .filter(path -> path.endsWith("/volume"))
                .collect(Collectors.toSet());
        return running.keepingMoved(paths(states), ofVolumes, directory.resolve("stack"), directories());
    }

    private Map<String, PathState> paths(Map<String, PathState> states) {
        return states.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> directory
                                .resolve("stack")
                                .resolve(entry.getKey())
                                .toString(),
                        Map.Entry::getValue));
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
        return new ContainerDetails(service, List.of(ports), List.of());
    }

    private static ConfiguredPort published(int target, String address, int port) {
        return new ConfiguredPort(target, "tcp", address, port, 1);
    }

    private static PortRange one(int port) {
        return new PortRange(port, port);
    }
}
