package dev.esb.bench;

import dev.esb.docker.DockerCli;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Names and places of one run. Whatever it makes on the engine has a name that begins with {@link #PREFIX}. */
final class Workspace {
    static final String PREFIX = "bench-";
    static final String IMAGE = "debian:trixie-slim";
    static final Path TARGET = Path.of(System.getProperty("bench.target"));
    private static final Path SHIMS = TARGET.resolve("shims");
    static final Path HOME = TARGET.resolve("home");
    static final DockerCli DOCKER = new DockerCli(TARGET, line -> {});

    private static final String RUN = UUID.randomUUID().toString().substring(0, 4);

    private Workspace() {}

    /** A name that is new in this run and all others: {@code bench-1a2b-17}. */
    static String name(Object suffix) {
        return PREFIX + RUN + "-" + suffix;
    }

    static String project(String name) {
        return EnvironmentKey.of(name, "").project();
    }

    static final DirectoryLayout LAYOUT = new DirectoryLayout(HOME, TARGET.resolve("sockets"), TARGET.resolve("esb"));

    /** Writes a stack into a directory of its own, with a {@code .env} so that Compose does not look further up. */
    static Path stack(String name, String text) throws IOException {
        Path directory = Files.createDirectories(TARGET.resolve("stacks").resolve(name));
        Files.writeString(directory.resolve("compose.yml"), text);
        return directory;
    }

    /** An empty file for the shim to write into. */
    static Path record() throws IOException {
        return Files.createTempFile(TARGET, "calls", "");
    }

    /** Variables with which the shim writes into a file. */
    static Map<String, String> recording(Path record) {
        Map<String, String> variables = new HashMap<>();
        variables.put("PATH", SHIMS + ":" + System.getenv("PATH"));
        variables.put("BENCH_CALLS", record.toString());
        return variables;
    }

    /** A Java process with these classes. */
    static List<String> java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dbench.target=" + TARGET,
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    static List<String> mvn(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("bench.mvn"),
                "--batch-mode",
                "--offline",
                "-Dmaven.repo.local=" + System.getProperty("bench.repository"),
                "-Dmaven.repo.local.tail=" + System.getProperty("bench.tail"),
                "-Desb.home=" + HOME));
        command.addAll(List.of(arguments));
        return command;
    }
}
