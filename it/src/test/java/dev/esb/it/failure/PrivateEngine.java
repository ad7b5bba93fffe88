package dev.esb.it.failure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A Docker engine of a suite's own, which can be killed without an effect on other tests. Threads that are told to use it
 * ({@link Shell#useEngine}) do. Only root can start one.
 */
final class PrivateEngine {
    static final String IMAGE = "debian:trixie-slim";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final String bridge;
    private Process process;

    private PrivateEngine(Path directory) {
        this.directory = directory;
        // An interface's name has at most 15 characters.
        this.bridge = directory.getFileName().toString().replace("-engine", "");
    }

    /** For a condition of JUnit's. */
    static boolean isPossible() throws InterruptedException {
        return System.getProperty("user.name").equals("root")
                && mayMount()
                && List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "dockerd")));
    }

    /** Not as root of a container. */
    private static boolean mayMount() throws InterruptedException {
        try {
            Shell.lines("unshare", "--mount", "true");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts it, with the image that the projects need. */
    static PrivateEngine start() throws IOException, InterruptedException {
        // The path of a socket has to be short.
        PrivateEngine engine = new PrivateEngine(Files.createDirectories(Path.of(
                "/tmp", "esb-engine-%06x".formatted(ThreadLocalRandom.current().nextInt(1 << 24)))));
        try {
            engine.begin();
            return engine;
        } catch (IOException | InterruptedException e) {
            engine.remove();
            throw e;
        }
    }

    /**
     * From now on it has its volumes on a file system of their own.
     *
     * @param size of that, as {@code mount} reads it
     */
    void limitVolumes(String size) throws IOException, InterruptedException {
        String volumes = directory.resolve("data/volumes").toString();
        Shell.lines("mount", "-t", "tmpfs", "-o", "size=" + size, "esb-engine", volumes);
    }

    /** As in {@code DOCKER_HOST}. */
    String host() {
        return "unix://" + socket();
    }

    Path socket() {
        return directory.resolve("docker.sock");
    }

    private List<String> docker(String... arguments) throws IOException, InterruptedException {
        // For an engine elsewhere, and a socket has no certificate.
        List<String> command = new ArrayList<>(List.of("env", "--unset=DOCKER_TLS_VERIFY", "docker", "--host", host()));
        command.addAll(List.of(arguments));
        return Shell.lines(command.toArray(String[]::new));
    }

    private void begin() throws IOException, InterruptedException {
        Path image = directory.resolve("image.tar");
        Shell.lines("docker", "save", "--output", image.toString(), IMAGE);
        // Not "none": an engine without a bridge removes "docker0", which is the machine's own engine's.
        Shell.lines("ip", "link", "add", bridge, "type", "bridge");
        // Of a range that is reserved for measurements (RFC 2544), so in use on no network.
        String address = "198.18.%d.1/24".formatted(ThreadLocalRandom.current().nextInt(256));
        Shell.lines("ip", "address", "add", address, "dev", bridge);
        startAgain();
        docker("load", "--input", image.toString());
        Files.delete(image);
    }

    /** As it was when it ended. */
    void startAgain() throws IOException, InterruptedException {
        // An engine that is killed leaves it.
        Files.deleteIfExists(directory.resolve("pid"));
        process = new ProcessBuilder(
                        "setsid",
                        "dockerd",
                        "--host=" + host(),
                        "--data-root=" + directory.resolve("data"),
                        "--exec-root=" + directory.resolve("exec"),
                        "--pidfile=" + directory.resolve("pid"),
                        "--bridge=" + bridge,
                        // The rules of the machine's own engine stay as they are.
                        "--iptables=false",
                        "--ip-masq=false",
                        // A container on it does not end at SIGTERM.
                        "--shutdown-timeout=2")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!answers()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IOException(Files.readString(directory.resolve("log"), UTF_8));
            }
            Thread.sleep(100);
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            docker("version");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** With the containerd that it has started, which its next start would wait for in vain. */
    void kill() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        Path pid = directory.resolve("exec/containerd/containerd.pid");
        ProcessHandle.of(Long.parseLong(Files.readString(pid, UTF_8).strip()))
                .ifPresent(ProcessHandle::destroyForcibly);
        // Its parent may not have waited for its end, and then the process still seems to be there.
        Files.delete(pid);
    }

    /** In good order, as a service is stopped. */
    void stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("dockerd does not end: " + Files.readString(directory.resolve("log"), UTF_8));
        }
    }

    void remove() throws IOException, InterruptedException {
        if (process != null) {
            if (!process.isAlive()) {
                // A test failed before that. Only this engine can end its containers.
                startAgain();
            }
            for (String container : docker("ps", "--all", "--quiet")) {
                docker("rm", "--force", container);
            }
            stop();
        }
        // The engine mounts its data on itself; one that was killed leaves mounts below that. The innermost go first.
        Shell.lines("sh", "-c", """
                ip link delete "$2" 2>/dev/null
                awk -v below="$1/" 'index($2, below) == 1 { print $2 }' /proc/self/mounts | sort -r | xargs -r umount
                rm -rf "$1"
                """, "sh", directory.toString(), bridge);
    }
}
