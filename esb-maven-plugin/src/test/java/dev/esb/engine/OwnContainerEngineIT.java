package dev.esb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.esb.Commands;
import dev.esb.docker.InstalledDocker;
import dev.esb.engine.EnginePlace.Beside;
import dev.esb.engine.EnginePlace.Beside.BoundPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine is asked about a container that has a directory of the test, which stands for that of a build. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "there is no Docker engine")
class OwnContainerEngineIT {
    @TempDir
    private Path directory;

    private Path work;
    private final List<String> containers = new ArrayList<>();
    private final List<String> networks = new ArrayList<>();

    @BeforeEach
    void makeADirectoryThatTheEngineSees() throws IOException {
        work = Files.createDirectory(directory.resolve("work"));
        assumeTrue(
                InstalledDocker.place().path(work).equals(Optional.of(work)),
                "the engine knows the test's directory by another path, or not at all");
    }

    @AfterEach
    void removeWhatWasMade() {
        containers.forEach(container -> docker("rm", "--force", container));
        networks.forEach(network -> docker("network", "rm", network));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/run/none", "/var/run/docker.sock"})
    void isFoundOnTheGatewayOfItsNetwork(String furtherMount) throws IOException {
        Path further = Files.writeString(directory.resolve("further"), "");
        String id = run("--volume", work + ":" + work, "--volume", further + ":" + furtherMount);

        Optional<Beside> found = own(id);

        assumeTrue(found.flatMap(Beside::obstacle).isEmpty(), "the engine is rootless");
        assertThat(found).map(Beside::container).contains(id);
        assertThat(found.map(Beside::mounts).orElseThrow())
                .contains(new BoundPath(work, work), new BoundPath(further, Path.of(furtherMount)));
        assertThat(found).map(Beside::host).contains(gateway(id));
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void isInTheNetworkOfTheEnginesMachine() throws IOException {
        String id = run("--network", "host", "--volume", work + ":" + work);

        assertThat(own(id)).map(Beside::isNetworkOfThisProcess).contains(true);
    }

    @Test
    void usesTheNetworkOfAnotherOne() throws IOException {
        String other = run();
        String id = run("--network", "container:" + other, "--volume", work + ":" + work);

        Optional<Beside> found = own(other);

        assumeTrue(found.flatMap(Beside::obstacle).isEmpty(), "the engine is rootless");
        assertThat(found).map(Beside::container).contains(id);
        assertThat(found).map(Beside::host).contains(gateway(other));
    }

    @Test
    void reachesNoPortsFromAnInternalNetwork() throws IOException {
        String network = "esb-own-" + ProcessHandle.current().pid();
        docker("network", "create", "--internal", network);
        networks.add(network);
        String id = run("--network", network, "--volume", work + ":" + work);

        assertThat(own(id)).map(Beside::obstacle).map(Optional::isPresent).contains(true);
    }

    @Test
    void isNotOneThatDoesNotHaveTheFile() throws IOException {
        assertThat(own(run())).isEmpty();
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void isNotOneThatTheEngineDoesNotHave() throws IOException {
        assertThat(own("0".repeat(64))).isEmpty();
    }

    /** As seen from a process whose {@code /etc/hostname} is that of a container. */
    private Optional<Beside> own(String container) throws IOException {
        Path mountinfo = Files.writeString(
                directory.resolve("mountinfo"),
                "2 1 254:0 /var/lib/docker/containers/%s/hostname /etc/hostname rw - ext4 /dev/vda rw\n"
                        .formatted(container));
        return new OwnContainer(mountinfo, directory.resolve("no-routes"), List.of(work)).find(InstalledDocker.CLI, "");
    }

    private static String gateway(String container) {
        return docker("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.Gateway}}{{end}}", container)
                .strip();
    }

    private String run(String... options) {
        List<String> command = new ArrayList<>(List.of("run", "--detach", "--init"));
        command.addAll(List.of(options));
        command.addAll(List.of("debian:trixie-slim", "sleep", "600"));
        String output = docker(command.toArray(String[]::new)).strip();
        String id = output.substring(output.length() - 64);
        // What uses the network of another one goes first.
        containers.add(0, id);
        return id;
    }

    private static String docker(String... arguments) {
        return Commands.output(
                Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList());
    }
}
