package dev.esb.it.failure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What there is of an environment on the engine, on disk, and among the processes.
 *
 * @param home the directory that holds the environments' directories
 */
record Remains(String env, Path home) {
    /** The variable that every process of a build inherits. */
    static final String MARK = "ESB_FAILURE_BUILD";

    private static final Duration INTERVAL = Duration.ofMillis(300);

    /** Everything, each with its kind: {@code container esb-e2e-1-web-1}. */
    List<String> find() throws IOException, InterruptedException {
        List<String> found = onEngine();
        found.addAll(onDisk());
        found.addAll(processes());
        return found;
    }

    /** Waits until there is nothing, as long as that; what there is after all. */
    List<String> await(Duration patience) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        while (true) {
            List<String> found = find();
            if (found.isEmpty() || Instant.now().isAfter(deadline)) {
                return found;
            }
            Thread.sleep(INTERVAL.toMillis());
        }
    }

    List<String> onEngine() throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        Predicate<String> ours = name -> name.equals(project()) || name.matches(project() + "[-_].*");
        add(found, "container", ours, "docker", "ps", "--all", "--format", "{{.Names}}");
        add(found, "network", ours, "docker", "network", "ls", "--format", "{{.Name}}");
        add(found, "volume", ours, "docker", "volume", "ls", "--format", "{{.Name}}");
        add(
                found,
                "image",
                tag -> tag.endsWith("-esb-" + env),
                "docker",
                "images",
                "--format",
                "{{.Repository}}:{{.Tag}}");
        String label = "label=com.docker.compose.project=" + project();
        add(found, "labelled container", name -> true, "docker", "ps", "--all", "--quiet", "--filter", label);
        add(found, "labelled network", name -> true, "docker", "network", "ls", "--quiet", "--filter", label);
        add(found, "labelled volume", name -> true, "docker", "volume", "ls", "--quiet", "--filter", label);
        add(found, "labelled image", name -> true, "docker", "images", "--quiet", "--filter", label);
        add(found, "lease", name -> true, "docker", "volume", "ls", "--quiet", "--filter", "label=dev.esb.env=" + env);
        return found;
    }

    List<String> containers() throws IOException, InterruptedException {
        return Shell.lines(
                "docker",
                "ps",
                "--all",
                "--quiet",
                "--no-trunc",
                "--filter",
                "label=com.docker.compose.project=" + project());
    }

    List<String> leases() throws IOException, InterruptedException {
        return Shell.lines("docker", "volume", "ls", "--quiet", "--filter", "label=dev.esb.env=" + env);
    }

    boolean hasLease() throws IOException, InterruptedException {
        return !leases().isEmpty();
    }

    List<String> onDisk() {
        return Stream.of(home.resolve(env), sockets().resolve(env))
                .filter(directory -> Files.exists(directory, LinkOption.NOFOLLOW_LINKS))
                .map(directory -> "directory " + directory)
                .toList();
    }

    /** Maven, docker commands and watchdogs, whoever their parents are by now. */
    List<String> processes() {
        return processesMarked(MARK + "=" + env + "\0");
    }

    /** @param mark what their environment has to contain */
    static List<String> processesMarked(String mark) {
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process.pid()).contains("\0" + mark))
                .map(process -> "process %d %s"
                        .formatted(process.pid(), process.info().commandLine().orElse("")))
                .toList();
    }

    /** As somebody would who knows nothing of environments. */
    void removeContainers() throws IOException, InterruptedException {
        Shell.remove("container", containers());
    }

    /** Takes away what a test left, so that the next run does not stumble over it. */
    void remove() throws IOException, InterruptedException {
        String label = "label=com.docker.compose.project=" + project();
        Shell.remove("container", Shell.lines("docker", "ps", "--all", "--quiet", "--filter", label));
        Shell.remove("network", Shell.lines("docker", "network", "ls", "--quiet", "--filter", label));
        Shell.remove("volume", Shell.lines("docker", "volume", "ls", "--quiet", "--filter", label));
        Shell.remove(
                "volume", Shell.lines("docker", "volume", "ls", "--quiet", "--filter", "label=dev.esb.env=" + env));
        Shell.remove("image", Shell.lines("docker", "images", "--quiet", "--filter", label));
    }

    String project() {
        return "esb-" + env;
    }

    private static void add(List<String> found, String kind, Predicate<String> ours, String... command)
            throws IOException, InterruptedException {
        Shell.lines(command).stream()
                .filter(ours)
                .map(name -> kind + " " + name)
                .forEach(found::add);
    }

    private static Path sockets() {
        return System.getProperty("user.name").equals("root")
                ? Path.of("/var/run/esb")
                : Path.of(System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/nonexistent"), "esb");
    }

    private static String environment(long pid) {
        try {
            return "\0" + Files.readString(Path.of("/proc", String.valueOf(pid), "environ"), ISO_8859_1);
        } catch (IOException e) {
            // It has ended, or is somebody else's.
            return "";
        }
    }
}
