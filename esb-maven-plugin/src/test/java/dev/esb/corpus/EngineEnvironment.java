package dev.esb.corpus;

import dev.esb.Reporter;
import dev.esb.cleanup.Down;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.DockerCli;
import dev.esb.docker.InstalledDocker;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.Directories;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.HostAddress;
import dev.esb.environment.Subnet;
import dev.esb.isolation.Finding;
import dev.esb.isolation.Severity;
import dev.esb.lease.Owner;
import dev.esb.lifecycle.PublishedPort;
import dev.esb.lifecycle.Up;
import dev.esb.lifecycle.UpOptions;
import dev.esb.lifecycle.UpResult;
import dev.esb.plan.StackRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** An environment of one stack on the engine, and what it has there. */
final class EngineEnvironment {
    private static final String PROJECT = "com.docker.compose.project";
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);
    private static final int SOCKET_MILLIS = 5000;

    private final DockerCli docker;
    private final EnvironmentKey key;
    private final DirectoryLayout layout;
    private final Directories directories;
    private final List<PublishedPort> ports = new ArrayList<>();
    private final Set<Path> sharedPaths = new HashSet<>();

    /** @param home a directory for what belongs to the environment */
    EngineEnvironment(DockerCli docker, String name, Path home) {
        this.docker = docker;
        this.key = EnvironmentKey.of(name, "");
        this.layout = new DirectoryLayout(home.resolve("config"), home.resolve("sockets"), home.resolve("output"));
        this.directories = layout.of(key);
    }

    String project() {
        return key.project();
    }

    void up(Path directory, List<Path> files) {
        StackRequest request =
                StackRequest.of(key, layout, directory).withFiles(files).withProfiles(List.of("*"));
        UpResult result = new Up(docker, Owner.person("test"), Clock.systemUTC(), System.getenv(), Reporter.NONE)
                .run(
                        request,
                        new UpOptions(
                                TIMEOUT,
                                STOP_TIMEOUT,
                                Duration.ZERO,
                                false,
                                false,
                                false,
                                List.of(),
                                List.of(),
                                Duration.ofSeconds(600)));
        ports.addAll(result.ports());
        result.findings().stream()
                .filter(finding -> finding.severity() == Severity.SHARED)
                .map(Finding::resource)
                .filter(value -> value.startsWith("/"))
                .map(value -> Path.of(value).normalize())
                .forEach(sharedPaths::add);
    }

    /** Paths of which its findings say that every environment uses them. */
    Set<Path> sharedPaths() {
        return sharedPaths;
    }

    void down() {
        new Down(docker, Reporter.NONE).run(key, directories, STOP_TIMEOUT);
    }

    List<ContainerSummary> containers() {
        return new Containers(docker).of(project());
    }

    /** Of TCP and UDP alike, as {@code 127.0.0.1:20272/tcp}. */
    List<String> publishedPorts() {
        return containers().stream()
                .flatMap(container -> container.ports().stream())
                .map(port -> port.published() + "/" + port.protocol())
                .distinct()
                .toList();
    }

    List<Network> networks() {
        return docker
                .run(new NetworkCommand.Inspect(docker.run(new NetworkCommand.ListAll()).stream()
                        .map(NetworkCommand.NetworkSummary::id)
                        .toList()))
                .stream()
                .filter(network -> network.project().equals(project()))
                .toList();
    }

    List<Subnet> subnets() {
        return networks().stream()
                .flatMap(network -> network.subnets().stream())
                .map(Subnet::parse)
                .toList();
    }

    List<String> volumes() {
        return volumes(PROJECT, project());
    }

    /** Which environment answers on each TCP port that the results name. */
    List<String> answers() {
        return ports.stream()
                .filter(port -> port.request().protocol().equals("tcp"))
                .map(EngineEnvironment::answer)
                .toList();
    }

    /** Whatever of it is on the engine or the host. */
    List<String> remains() {
        return Stream.of(
                        containers().stream().map(container -> "container " + container.name()),
                        networks().stream().map(network -> "network " + network.name()),
                        volumes().stream().map(name -> "volume " + name),
                        volumes("dev.esb.env", key.name().value()).stream().map(name -> "lease " + name),
                        Stream.of(directories.config(), directories.sockets())
                                .filter(Files::exists)
                                .map(path -> "directory " + path))
                .flatMap(names -> names)
                .toList();
    }

    private List<String> volumes(String label, String value) {
        return docker.run(new ResourceCommand.ListLabelled(Kind.VOLUME, label + "=" + value, List.of())).stream()
                .map(Resource::name)
                .toList();
    }

    private static String answer(PublishedPort port) {
        String address =
                HostAddress.reachable(port.address(), InstalledDocker.place().host());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port.published()), SOCKET_MILLIS);
            socket.setSoTimeout(SOCKET_MILLIS);
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        } catch (IOException e) {
            throw new UncheckedIOException("nothing answers on " + port, e);
        }
    }
}
