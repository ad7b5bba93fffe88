package dev.esb.it.failure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    /** Waits for the end of its processes, as long as that: then nothing of it changes any more; what there is after all. */
    List<String> await(Duration patience) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        while (!processes().isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.sleep(INTERVAL.toMillis());
        }
        return find();
    }

    List<String> onEngine() throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        own().forEach(resource -> found.add(resource.toString()));
        return found;
    }

    /** Those of services: not the one that only mounts the volumes of the others. */
    List<String> containers() throws IOException, InterruptedException {
        return Shell.lines(
                "docker",
                "ps",
                "--all",
                "--quiet",
                "--no-trunc",
                "--filter=label=com.docker.compose.project=" + project(),
                "--filter=label=com.docker.compose.container-number");
    }

    List<String> leases() throws IOException, InterruptedException {
        return Shell.lines("docker", "volume", "ls", "--quiet", "--filter", "label=dev.esb.env=" + env);
    }

    boolean hasLease() throws IOException, InterruptedException {
        return !leases().isEmpty();
    }

    List<String> onDisk() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path parent : List.of(home, sockets())) {
            if (Files.isDirectory(parent)) {
                try (Stream<Path> directories = Files.list(parent)) {
                    directories
                            .filter(directory -> isNamed(directory.getFileName().toString()))
                            .forEach(directory -> found.add("directory " + directory));
                }
            }
        }
        return found;
    }

    /** Its own name, or what one gets that could not be removed: {@code .e2e-1.removed-1f0c}. */
    private boolean isNamed(String directory) {
        return directory.equals(env) || directory.startsWith("." + env + ".");
    }

    /** Maven, docker commands and watchdogs, whatever their parents are by now. */
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

    /** Takes away what a test left, so that the next run does not stumble over it. */
    void remove() throws IOException, InterruptedException {
        Resource.removeAll(own());
    }

    String project() {
        return "esb-" + env;
    }

    private List<Resource> own() throws IOException, InterruptedException {
        return Resource.all().stream().filter(resource -> resource.isOf(env)).toList();
    }

    /** Holds the environments' directories for sockets. */
    Path sockets() {
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        if (System.getProperty("user.name").equals("root")) {
            return Path.of("/var/run/esb");
        }
        return runtime == null ? home.resolve(".run") : Path.of(runtime, "esb");
    }

    private static String environment(long pid) {
        try {
            return "\0" + Files.readString(Path.of("/proc", String.valueOf(pid), "environ"), ISO_8859_1);
        } catch (IOException e) {
            // It has ended, or is another user's.
            return "";
        }
    }
}
