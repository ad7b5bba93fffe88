package dev.esb.bench;

import dev.esb.bench.Shell.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/** Whole processes of {@code ./esb}, and the one that tests start, until it has answered for the first time. */
final class Commands {
    private static final int ROUNDS = 10;
    private static final String PLUGIN = "dev/esb/esb-maven-plugin/0.1.0-SNAPSHOT/esb-maven-plugin-0.1.0-SNAPSHOT.jar";

    private final Path repository = Path.of(System.getProperty("bench.repository"));
    private final Path jar = repository.resolve(PLUGIN);

    void run() throws Exception {
        completeRepository();
        Path stack = Workspace.stack("commands", Stacks.twoNetworks(8080));
        Files.writeString(
                Files.createDirectories(stack.resolve(".mvn")).resolve("maven.config"),
                "-Dmaven.repo.local=" + repository + "\n");
        Shell.in(stack)
                .run(Workspace.mvn("--quiet", "dev.esb:esb-maven-plugin:0.1.0-SNAPSHOT:wrapper"))
                .requireSuccess();
        String name = Workspace.name("commands");
        BenchEnvironment environment = new BenchEnvironment(stack);
        try {
            environment.up(name);
            measure(stack, "--env=" + name);
        } finally {
            environment.down(name);
        }
    }

    /** The plugin's jar names those that it needs beside it, which this build may have taken from the other repository. */
    private void completeRepository() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (String entry : file.getManifest()
                    .getMainAttributes()
                    .getValue("Class-Path")
                    .split(" ")) {
                Path needed = jar.resolveSibling(entry).normalize();
                if (!Files.exists(needed)) {
                    Files.createDirectories(needed.getParent());
                    Files.copy(
                            Path.of(System.getProperty("bench.tail")).resolve(repository.relativize(needed)), needed);
                }
            }
        }
    }

    private void measure(Path stack, String environment) throws Exception {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        String home = "--home=" + Workspace.HOME;
        commands.put("help", List.of("./esb", "list", "--help"));
        commands.put("port", List.of("./esb", "port", environment, home, "web"));
        commands.put("ps", List.of("./esb", "ps", environment, home));
        commands.put("list", List.of("./esb", "list", home));
        commands.put("exec", List.of("./esb", "exec", environment, home, "db", "true"));
        Shell shell = Shell.in(stack);
        shell.run(commands.get("list")).requireSuccess();
        awaitArchive(shell);
        Map<String, List<Long>> times = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                Result result = shell.run(command.getValue()).requireSuccess();
                if (round > 0) {
                    times.computeIfAbsent(command.getKey(), key -> new ArrayList<>())
                            .add(result.millis());
                }
            }
            long answer = firstAnswer(stack, environment);
            if (round > 0) {
                times.computeIfAbsent("test", key -> new ArrayList<>()).add(answer);
            }
        }
        Table table = new Table("", "mean", "median", "fastest", "limit");
        times.forEach((command, all) ->
                table.row(command, Numbers.mean(all), Numbers.median(all), Numbers.min(all), limit(command)));
        table.print("Processes of ./esb, in milliseconds, %d each".formatted(ROUNDS));
    }

    private static Object limit(String command) {
        return switch (command) {
            case "port", "ps" -> 450;
            case "test" -> 300;
            default -> "";
        };
    }

    /** Makes a second command wait until the first one has left its archive of classes. */
    private void awaitArchive(Shell shell) throws Exception {
        for (int i = 0; i < 100; i++) {
            String trace = shell.run("sh", "-x", "./esb", "--help").output();
            if (trace.contains("-XX:SharedArchiveFile=")) {
                return;
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("no archive of classes has been made");
    }

    /** As {@code esb-junit} starts it. */
    private long firstAnswer(Path stack, String environment) throws Exception {
        String trace = Shell.in(stack).run("sh", "-x", "./esb", "--help").output();
        String archive = trace.replaceFirst("(?s).*(-XX:SharedArchiveFile=\\S+).*", "$1");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        "java",
                        archive,
                        "-Xlog:disable",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-Desb.script.directory=" + stack,
                        "-cp",
                        jar.toString(),
                        "dev.esb.cli.Main",
                        "serve")
                .directory(stack.toFile())
                .start();
        try (OutputStream calls = process.getOutputStream();
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            calls.write(("1\tdescribe\t" + environment + "\n").getBytes(StandardCharsets.UTF_8));
            calls.flush();
            String line;
            while ((line = answers.readLine()) != null && !line.startsWith("1\tx")) {
                // The description.
                continue;
            }
            return (System.nanoTime() - start) / 1_000_000;
        } finally {
            process.waitFor();
        }
    }
}
