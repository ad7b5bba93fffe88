package dev.esb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.cleanup.Down;
import dev.esb.docker.Docker;
import dev.esb.docker.InstalledDocker;
import dev.esb.environment.Directories;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.Owner;
import dev.esb.lease.Owners;
import dev.esb.lifecycle.Up;
import dev.esb.lifecycle.UpOptions;
import dev.esb.lifecycle.UpResult;
import dev.esb.plan.StackRequest;
import dev.esb.snapshot.SnapshotOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An environment of a name of its own on the engine that is running, and what a test wants to put in its way. At the end of the test all
 * of it is removed with plain docker commands.
 */
public final class EnvironmentOnEngine implements AutoCloseable {
    /** As the goal has them, but nothing waits for processes to end. */
    public static final UpOptions OPTIONS = options(false);

    /** Nothing but a container, a volume and a directory. */
    public static final String IDLE_STACK = """
            services:
              idle:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                volumes: ["rows:/rows", "./state:/state"]
            volumes:
              rows:
            """;

    public final EnvironmentKey key =
            EnvironmentKey.of("t-" + UUID.randomUUID().toString().substring(0, 8), "");
    public final RecordedMessages messages = new RecordedMessages();

    private final Docker docker;
    private final Path directory;
    private final List<List<String>> undo = new ArrayList<>();
    private final Set<String> volumes = new TreeSet<>();

    public EnvironmentOnEngine(Path directory, String composeFile) {
        this(InstalledDocker.CLI, directory, composeFile);
    }

    /** @param directory the checkout; environments with the same one have the same home, too */
    public EnvironmentOnEngine(Docker docker, Path directory, String composeFile) {
        this.docker = docker;
        this.directory = directory;
        try {
            Files.writeString(directory.resolve("compose.yml"), composeFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param keep whether an environment that does not come up stays */
    public static UpOptions options(boolean keep, String... provision) {
        return new UpOptions(
                Duration.ofSeconds(60),
                Duration.ZERO,
                Duration.ZERO,
                false,
                keep,
                false,
                List.of(),
                List.of(provision),
                Duration.ofSeconds(600));
    }

    /** As {@link #OPTIONS}, with a snapshot. */
    public static UpOptions options(SnapshotOptions snapshot, boolean reuse, String... provision) {
        return new UpOptions(
                Duration.ofSeconds(60),
                Duration.ZERO,
                Duration.ZERO,
                false,
                false,
                false,
                List.of(),
                List.of(provision),
                Duration.ofSeconds(600),
                snapshot,
                reuse);
    }

    /** As {@link #OPTIONS}, but images are built anew. */
    public static UpOptions building() {
        return new UpOptions(
                Duration.ofSeconds(60),
                Duration.ZERO,
                Duration.ZERO,
                true,
                false,
                false,
                List.of(),
                List.of(),
                Duration.ofSeconds(600));
    }

    public UpResult up() {
        return up(Owners.PERSON);
    }

    public UpResult up(OptionalInt index) {
        return up(Owners.PERSON, request().withIndex(index), OPTIONS, messages);
    }

    public UpResult up(Owner owner) {
        return up(owner, OPTIONS);
    }

    public UpResult up(Owner owner, UpOptions options) {
        return up(owner, request(), options, messages);
    }

    public UpResult up(Owner owner, StackRequest request, UpOptions options, Reporter reporter) {
        return new Up(docker, owner, Clock.systemUTC(), InstalledDocker.VARIABLES, reporter).run(request, options);
    }

    /** As if the engine were on another machine and saw none of this one's files. */
    public UpResult upElsewhere(StackRequest request) {
        Map<String, String> variables = Map.of("DOCKER_HOST", "tcp://elsewhere.example:2376");
        return new Up(docker, Owners.PERSON, Clock.systemUTC(), variables, messages).run(request, OPTIONS);
    }

    public StackRequest request() {
        return StackRequest.of(key, layout(), directory);
    }

    public Down.Outcome down() {
        return new Down(docker, messages).run(key, directories(), Duration.ZERO);
    }

    public Optional<Lease> lease() {
        return LeaseRegistry.of(key, LeaseRegistry.reading(docker).all());
    }

    /** Identifiers of its containers, in whatever state. */
    public List<String> containers() {
        return docker("ps", "--all", "--quiet", "--no-trunc", "--filter", label())
                .lines()
                .sorted()
                .toList();
    }

    /** Names of the volumes that its containers mount. */
    public Set<String> volumes() {
        Set<String> mounted = new TreeSet<>();
        for (String container : containers()) {
            mounted.addAll(lines("inspect", "--format", "{{range .Mounts}}{{println .Name}}{{end}}", container));
        }
        mounted.remove("");
        return mounted;
    }

    /** Those of the volumes that are on the engine. */
    public List<String> remaining(Collection<String> names) {
        return lines("volume", "ls", "--quiet").stream().filter(names::contains).toList();
    }

    /** Makes a volume without a name that has nothing to do with the environment, until the test ends. */
    public String anonymousVolume() {
        String container =
                docker("create", "--volume", "/rows", "debian:trixie-slim").strip();
        String volume = docker("inspect", "--format", "{{(index .Mounts 0).Name}}", container)
                .strip();
        docker("rm", container);
        removeAfterwards(volume);
        return volume;
    }

    /** Removes volumes at the end of the test, after all containers, if they are still there. */
    public void removeAfterwards(String... names) {
        volumes.addAll(List.of(names));
    }

    /** Identifiers of the images that were built for it, with and without a tag. */
    public List<String> images() {
        return lines("images", "--all", "--quiet", "--filter", label());
    }

    /** Looks for everything that an environment can leave behind, on the engine by names as well as by labels. */
    public void assertNothingLeft() {
        assertThat(left()).as("left of " + key).isEmpty();
    }

    private List<String> left() {
        List<String> left = new ArrayList<>();
        left.addAll(named("ps", "--all", "--format", "container {{.Names}} {{.Labels}}"));
        left.addAll(named("network", "ls", "--format", "network {{.Name}} {{.Labels}}"));
        left.addAll(named("volume", "ls", "--format", "volume {{.Name}} {{.Labels}}"));
        left.addAll(named("images", "--format", "image {{.Repository}}:{{.Tag}}"));
        left.addAll(docker("images", "--quiet", "--filter", label()).lines().toList());
        Stream.of(directories().config(), directories().sockets())
                .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                .map(path -> "directory " + path)
                .forEach(left::add);
        return left;
    }

    private List<String> named(String... list) {
        return docker(list)
                .lines()
                .filter(line -> line.contains(key.name().value()))
                .toList();
    }

    private String label() {
        return "label=com.docker.compose.project=" + key.project();
    }

    /** Takes containers and networks away and leaves the lease, as a person with {@code docker rm} would. */
    public void removeContainersAndNetworks() {
        docker("compose", "--project-name", key.project(), "down", "--timeout", "0");
    }

    /** Takes the lease away and leaves all else. */
    public void removeContainers() {
        remove(List.of("rm", "--force", "--volumes"), containers());
    }

    public void removeLease() {
        remove(List.of("volume", "rm"), leaseVolumes());
    }

    private List<String> leaseVolumes() {
        return lines("volume", "ls", "--quiet", "--filter", "label=dev.esb.env=" + key.name());
    }

    /** Runs a container that has nothing to do with the environment until the test ends. */
    public String foreignContainer(String... options) {
        String name = key.project() + "-foreign";
        List<String> command = new ArrayList<>(List.of("create", "--init", "--name", name));
        command.addAll(List.of(options));
        command.addAll(List.of("debian:trixie-slim", "sleep", "600"));
        docker(command.toArray(String[]::new));
        undo.add(0, List.of("rm", "--force", name));
        docker("start", name);
        return name;
    }

    /** Makes a network that has nothing to do with the environment until the test ends. */
    public String foreignNetwork(String subnet) {
        String name = key.project() + "-foreign";
        docker("network", "create", "--subnet", subnet, name);
        undo.add(0, List.of("network", "rm", name));
        return name;
    }

    public String docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return Commands.output(command);
    }

    /** Everything below the checkout, so that no other test sees it. */
    public DirectoryLayout layout() {
        return layout(directory);
    }

    /** As that of the same user in another checkout. */
    public DirectoryLayout layout(Path checkout) {
        return new DirectoryLayout(directory.resolve("home"), directory.resolve("run"), checkout.resolve("target/esb"));
    }

    public Directories directories() {
        return layout().of(key);
    }

    @Override
    public void close() {
        undo.forEach(command -> docker(command.toArray(String[]::new)));
        remove(List.of("rm", "--force", "--volumes"), containers());
        remove(List.of("network", "rm"), lines("network", "ls", "--quiet", "--filter", label()));
        remove(List.of("volume", "rm"), lines("volume", "ls", "--quiet", "--filter", label()));
        remove(List.of("volume", "rm"), leaseVolumes());
        remove(List.of("volume", "rm", "--force"), remaining(volumes));
        remove(List.of("rmi", "--force"), lines("images", "--quiet", "--filter", label()));
    }

    private List<String> lines(String... command) {
        return docker(command).lines().distinct().toList();
    }

    private void remove(List<String> command, List<String> ids) {
        if (!ids.isEmpty()) {
            docker(Stream.concat(command.stream(), ids.stream()).toArray(String[]::new));
        }
    }
}
