package dev.esb.it.databases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * An environment of a stack.
 *
 * @param directory the stack's
 */
record Environment(Path directory, String name) {
    private static final String OF_PROJECT = "label=com.docker.compose.project=";

    CompletableFuture<Maven.Result> up() throws IOException {
        return Maven.start(
                directory,
                name,
                "up",
                "-Desb.snapshot=true",
                "-Desb.provision=./fill",
                "-Desb.snapshotInputs=" + Stack.RUN,
                "-Desb.provisionTimeout=900");
    }

    CompletableFuture<Maven.Result> down() throws IOException {
        return Maven.start(directory, name, "down");
    }

    String project() {
        return "esb-" + name;
    }

    private String container() {
        return project() + "-db-1";
    }

    /** What a program in the database's container prints. */
    List<String> run(String... program) throws IOException, InterruptedException {
        return Command.lines(Stream.concat(Stream.of("docker", "exec", container()), Arrays.stream(program))
                .toArray(String[]::new));
    }

    /** How much of everything there is in the database, and a sum over it. */
    Content content() throws IOException, InterruptedException {
        return Content.parse(run("content"));
    }

    /** Lets the database be written to from now on. */
    void startWriting() throws IOException, InterruptedException {
        run("touch", "/tmp/writing");
        Command.lines("docker", "exec", "--detach", container(), "write");
    }

    /** Waits until the last transaction has ended. */
    void stopWriting() throws IOException, InterruptedException {
        run("rm", "/tmp/writing");
        run("flock", "/tmp/writer", "true");
    }

    /** What the database has printed since its container was started. */
    String log() throws IOException, InterruptedException {
        return String.join("\n", Command.lines("docker", "logs", container()));
    }

    /** The volumes with what this environment has changed of its snapshot. */
    List<String> changes() throws IOException, InterruptedException {
        return Command.lines("docker", "volume", "ls", "--quiet", "--filter", OF_PROJECT + project()).stream()
                .filter(volume -> volume.endsWith(".upper"))
                .toList();
    }

    /** What there is of it on the engine and on disk. */
    List<String> remains() throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        for (String kind : List.of("container", "network", "volume", "image")) {
            List<String> all = kind.equals("network") || kind.equals("volume") ? List.of() : List.of("--all");
            for (String filter : List.of(OF_PROJECT + project(), "label=dev.esb.env=" + name)) {
                list(kind, all, "--quiet", "--filter", filter).forEach(id -> found.add(kind + " " + id));
            }
            String format = kind.equals("image")
                    ? "{{.Repository}}:{{.Tag}}"
                    : kind.equals("container") ? "{{.Names}}" : "{{.Name}}";
            list(kind, all, "--format", format).stream()
                    .filter(other -> other.contains(name))
                    .forEach(other -> found.add(kind + " " + other));
        }
        Path home = Path.of(System.getProperty("user.home"), ".esb");
        String runtime = System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/var/run");
        // The last three can have directories for sockets, depending on the account.
        for (Path parent :
                List.of(home, home.resolve(".run"), Path.of(runtime).resolve("esb"), Path.of("/var/run/esb"))) {
            if (Files.exists(parent.resolve(name))) {
                found.add("directory " + parent.resolve(name));
            }
        }
        return found;
    }

    private static List<String> list(String kind, List<String> all, String... options)
            throws IOException, InterruptedException {
        return Command.lines(Stream.of(Stream.of("docker", kind, "ls"), all.stream(), Arrays.stream(options))
                .flatMap(words -> words)
                .toArray(String[]::new));
    }

    @Override
    public String toString() {
        return name;
    }
}
